package org.tierwise.catalog.inventory;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Units of quantities in English and German, as factors to the unit in which Tierwise keeps a quantity. */
final class Units {
    static final double SECONDS_PER_DAY = 86_400;

    private static final Map<String, Double> MILLISECONDS = table("""
            us µs μs usec = 0.001
            ms msec millisecond milliseconds millisekunden = 1
            s sec secs second seconds sek sekunde sekunden = 1000
            min mins minute minutes minuten = 60000
            h hr hrs hour hours std stunde stunden = 3600000
            d day days tag tage = 86400000
            """);
    private static final Map<String, Double> MULTIPLIERS = table("""
            k thousand tsd tausend = 1000
            m mn million millions mio = 1000000
            bn b billion mrd = 1000000000
            """);
    private static final Map<String, Double> TOKENS = table("""
            k = 1000
            m mio = 1000000
            ki = 1024
            mi = 1048576
            tsd = 1000
            """);
    private static final Map<String, Double> BYTES = table("""
            b byte bytes = 1
            kb kbyte = 1000
            mb mbyte = 1000000
            gb gbyte = 1000000000
            kib = 1024
            mib = 1048576
            gib = 1073741824
            """);
    private static final Map<String, String> SYMBOLS =
            Map.of("€", "EUR", "$", "USD", "£", "GBP", "¥", "JPY", "₹", "INR", "euro", "EUR", "zł", "PLN");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern NOUN = Pattern.compile(
            "^(requests?|reqs?|anfragen?|calls?|aufrufe?|queries|query|transactions?|frames?|images?|bilder?|events?)\\b");
    private static final Pattern PER = Pattern.compile("^(/|per\\b|je\\b|pro\\b|p\\.)");

    private Units() {}

    private static Map<String, Double> table(String lines) {
        return lines.lines()
                .map(line -> line.split(" = "))
                .flatMap(parts -> java.util.Arrays.stream(parts[0].split(" "))
                        .map(word -> Map.entry(word, Double.parseDouble(parts[1]))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The factor of a unit; empty if the quantity has no such unit. Money is not judged here. */
    static OptionalDouble factor(Quantity quantity, String unit) {
        var word = clean(unit);
        return switch (quantity) {
            case TIME -> of(MILLISECONDS.get(word), 1);
            case DEADLINE -> of(MILLISECONDS.get(word), 0.001);
            case TOKENS -> of(TOKENS.get(withoutNoun(word, "tokens", "token", "tok")), word, "tokens", "token", "tok");
            case PEOPLE -> multiplier(withoutNoun(word, "users", "user", "people", "nutzer", "benutzer"));
            case NUMBER -> multiplier(withoutNoun(word, "calls", "aufrufe", "/day", "per day", "je tag"));
            case RATE, DAILY_RATE -> rate(word);
            case PERCENT -> Set.of("%", "percent", "prozent", "pct").contains(word) ? OptionalDouble.of(1) : none();
            case BYTES -> of(BYTES.get(word), 1);
            case BILLIONS ->
                of(Map.of("b", 1.0, "bn", 1.0, "m", 0.001, "mrd", 1.0).get(word), 1);
            case GIGABYTES ->
                of(
                        Map.of("gb", 1.0, "gib", 1.073741824, "mb", 0.001, "tb", 1000.0)
                                .get(word),
                        1);
            case MONEY -> moneyFactor(word);
            case TEXT -> none();
        };
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }

    private static OptionalDouble of(@Nullable Double factor, double scale) {
        return factor == null ? none() : OptionalDouble.of(factor * scale);
    }

    private static OptionalDouble of(@Nullable Double factor, String word, String... nouns) {
        return factor == null && Set.of(nouns).contains(word) ? OptionalDouble.of(1) : of(factor, 1);
    }

    private static String withoutNoun(String word, String... nouns) {
        for (var noun : nouns) {
            if (word.endsWith(noun)) {
                return clean(word.substring(0, word.length() - noun.length()));
            }
        }
        return word;
    }

    private static OptionalDouble multiplier(String word) {
        return word.isEmpty() ? OptionalDouble.of(1) : of(MULTIPLIERS.get(word), 1);
    }

    /** "req/s", "rpm", "k/h", "M requests per day", or a mere multiplier, which says nothing of the time. */
    private static OptionalDouble rate(String unit) {
        var rest = unit;
        double factor = 1;
        var word = firstWord(rest);
        if (MULTIPLIERS.containsKey(word)) {
            factor = MULTIPLIERS.get(word);
            rest = rest.substring(word.length()).replaceFirst("^\\.?\\s*", "");
        }
        var period = switch (rest) {
            case "" -> Double.NaN;
            case "rps", "qps", "tps", "fps" -> 1.0;
            case "rpm", "qpm" -> 60.0;
            case "rph" -> 3_600.0;
            case "rpd" -> SECONDS_PER_DAY;
            default -> period(rest);
        };
        if (rest.isEmpty()) {
            // The caller knows the period that a bare multiplier has in its column.
            return OptionalDouble.empty();
        }
        return Double.isNaN(period) ? none() : OptionalDouble.of(factor / period);
    }

    private static double period(String text) {
        var rest = NOUN.matcher(text).replaceFirst("").strip();
        var per = PER.matcher(rest);
        if (!per.find()) {
            return Double.NaN;
        }
        var milliseconds = MILLISECONDS.get(clean(rest.substring(per.end())));
        return milliseconds == null ? Double.NaN : milliseconds / 1_000;
    }

    /** The factor of "k", "M", "Mio." alone; 1 for nothing; empty for anything else. */
    static OptionalDouble bareMultiplier(String unit) {
        var word = clean(unit);
        return multiplier(NOUN.matcher(word).replaceFirst("").isEmpty() ? "" : word);
    }

    private static OptionalDouble moneyFactor(String word) {
        var rest = word;
        for (var suffix :
                new String[] {"/h", "/hour", "per hour", "je stunde", "pro stunde", "/month", "per month", "/mo"}) {
            rest = rest.endsWith(suffix) ? clean(rest.substring(0, rest.length() - suffix.length())) : rest;
        }
        return multiplier(rest);
    }

    /** The ISO code of a currency's code, symbol or name; null if it is none. */
    static @Nullable String currency(String text) {
        var code = text.strip();
        var bySymbol = SYMBOLS.get(code.toLowerCase(Locale.ROOT));
        if (bySymbol != null) {
            return bySymbol;
        }
        var upper = code.toUpperCase(Locale.ROOT);
        return CURRENCIES.contains(upper) ? upper : null;
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Lower case without surrounding blanks and a closing point: "Std." to "std". */
    static String clean(String unit) {
        var word = unit.replace('\u00A0', ' ').replace('\u202F', ' ').strip().toLowerCase(Locale.ROOT);
        return word.endsWith(".") ? word.substring(0, word.length() - 1).strip() : word;
    }
}
