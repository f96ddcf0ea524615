package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.inventory.ColumnMapping.Match;

/** Recognises columns by their headers, exactly or nearly. Each column of Tierwise is taken at most once. */
final class HeaderMatcher {
    /** At and above: taken, with a badge. */
    private static final double SUGGEST = 0.80;
    /** At and above: asked. */
    private static final double ASK = 0.65;
    /** Too common to be trusted: these mean different things in different tools. */
    private static final Set<String> ALWAYS_ASKED = Set.of("tier", "site", "region", "type");

    private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^(\\[)\\]]*+)[)\\]]");
    private static final Pattern PERCENTILE = Pattern.compile("\\bp\\d{2}\\b");

    private final Map<String, Field> known = new HashMap<>();
    private final Map<String, Set<String>> trigrams = new HashMap<>();

    HeaderMatcher() {
        for (var field : Field.values()) {
            for (var header : field.headers()) {
                known.put(header, field);
                trigrams.put(header, trigrams(header));
            }
        }
    }

    /**
     * A header taken apart.
     *
     * @param names the words that may be a name, best first
     * @param shorter the name if the last word is a unit; empty for a single word
     * @param unit what may be its unit
     */
    private record Parts(List<String> names, String shorter, String unit) {}

    private record Guess(int index, Field field, Match match, double score, String unit) {}

    /** Maps all headers of a file. Blank and repeated headers become "column_7" and match nothing. */
    List<ColumnMapping> map(List<String> written, Map<String, String> chosen) {
        var headers = distinct(written);
        var guesses = new ArrayList<Guess>();
        for (int i = 0; i < headers.size(); i++) {
            var guess = guess(i, headers.get(i), chosen);
            if (guess != null) {
                guesses.add(guess);
            }
        }
        guesses.sort(Comparator.comparingDouble(Guess::score).reversed().thenComparingInt(Guess::index));
        var mappings = new ColumnMapping[headers.size()];
        var taken = EnumSet.noneOf(Field.class);
        for (var guess : guesses) {
            var asked = guess.match() == Match.ASK || !taken.add(guess.field());
            mappings[guess.index()] = new ColumnMapping(
                    guess.index(),
                    headers.get(guess.index()),
                    asked ? null : guess.field(),
                    asked ? Match.ASK : guess.match(),
                    guess.field(),
                    guess.unit(),
                    ' ',
                    false);
        }
        for (int i = 0; i < mappings.length; i++) {
            if (mappings[i] == null) {
                var match = unmapped(headers.get(i), chosen);
                mappings[i] = new ColumnMapping(i, headers.get(i), null, match, null, "", ' ', false);
            }
        }
        return List.of(mappings);
    }

    private static Match unmapped(String header, Map<String, String> chosen) {
        if (header.startsWith("_")) {
            return Match.IGNORED;
        }
        return ALWAYS_ASKED.contains(name(header)) && !chosen.containsKey(header) ? Match.ASK : Match.UNMAPPED;
    }

    /** How many headers of a record are known exactly. */
    int known(List<String> cells) {
        var fields = EnumSet.noneOf(Field.class);
        for (var cell : cells) {
            var field = exact(parts(cell));
            if (field != null) {
                fields.add(field);
            }
        }
        return fields.size();
    }

    private @Nullable Guess guess(int index, String header, Map<String, String> chosen) {
        var decision = chosen.get(header);
        var parts = parts(header);
        if (decision != null) {
            return Field.of(decision)
                    .map(field -> new Guess(index, field, Match.CHOSEN, 2, unit(field, parts)))
                    .orElse(null);
        } else if (header.startsWith("_")
                || header.startsWith("column_")
                || parts.names().isEmpty()) {
            return null;
        } else if (ALWAYS_ASKED.contains(parts.names().getFirst())) {
            return null;
        }
        var field = exact(parts);
        if (field != null) {
            return new Guess(index, field, Match.EXACT, 1, unit(field, parts));
        }
        return near(index, parts);
    }

    private @Nullable Field exact(Parts parts) {
        for (var name : parts.names()) {
            var field = known.get(name);
            if (field != null) {
                return field;
            }
        }
        var field = known.get(parts.shorter());
        return field != null && !unit(field, parts).isEmpty() ? field : null;
    }

    private @Nullable Guess near(int index, Parts parts) {
        Field best = null;
        double bestScore = ASK;
        for (var name : parts.names()) {
            var own = trigrams(name);
            for (var entry : trigrams.entrySet()) {
                double score = dice(own, entry.getValue());
                var field = known.get(entry.getKey());
                if (field != null && (score > bestScore || best == null && score >= bestScore)) {
                    best = field;
                    bestScore = score;
                }
            }
        }
        if (best == null) {
            return null;
        }
        return new Guess(index, best, bestScore >= SUGGEST ? Match.SUGGESTED : Match.ASK, bestScore, unit(best, parts));
    }

    private static List<String> distinct(List<String> written) {
        var seen = new HashSet<String>();
        var headers = new ArrayList<String>();
        for (int i = 0; i < written.size(); i++) {
            var header = written.get(i).replace("\uFEFF", "").strip();
            headers.add(
                    header.isEmpty() || !seen.add(Words.normalHeader(header) + header.startsWith("_"))
                            ? "column_" + (i + 1)
                            : header);
        }
        return headers;
    }

    private static Parts parts(String header) {
        var brackets = BRACKETS.matcher(header);
        var unit = brackets.results().map(found -> found.group(1)).reduce("", (a, b) -> b);
        var bare = name(BRACKETS.matcher(header).replaceAll(" "));
        var names = new LinkedHashSet<String>();
        names.add(name(header));
        names.add(bare);
        int last = bare.lastIndexOf(' ');
        if (last > 0) {
            unit = unit.isBlank() ? bare.substring(last + 1) : unit;
        }
        if (header.endsWith("%")) {
            unit = "%";
        }
        names.remove("");
        return new Parts(List.copyOf(names), last > 0 ? bare.substring(0, last) : "", unit.strip());
    }

    private static String name(String header) {
        var words = PERCENTILE.matcher(Words.normalHeader(header)).replaceAll(" ");
        return words.replaceAll(" {2,}", " ").strip();
    }

    /** The unit if the field can have it; else it is only a word. */
    private static String unit(Field field, Parts parts) {
        var quantity = field.quantity();
        var isUnit = Units.factor(quantity, parts.unit()).isPresent()
                || quantity == Quantity.MONEY && Units.currency(parts.unit()) != null;
        return !parts.unit().isEmpty() && isUnit ? parts.unit() : "";
    }

    private static Set<String> trigrams(String name) {
        var padded = "  " + name + " ";
        var trigrams = new HashSet<String>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }

    private static double dice(Set<String> a, Set<String> b) {
        long common = a.stream().filter(b::contains).count();
        return 2.0 * common / (a.size() + b.size());
    }
}
