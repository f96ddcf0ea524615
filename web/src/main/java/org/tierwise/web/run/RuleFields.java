package org.tierwise.web.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.FailureDomain;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.run.SolveRules;
import org.tierwise.web.http.Form;

/** The rules of a run as fields of the form for a new plan. */
final class RuleFields {
    /** What the form proposes for leaving a place: enough that nothing moves for a few dollars. */
    static final String MOVE_PRICE = "10";

    private static final String NEEDED = "needed";
    private static final String NONE = "none";
    private static final String AMOUNT = "\\d{1,9}(\\.\\d{1,2})?";

    private final Form form;
    private final Set<Integer> plans;
    private final Map<String, String> errors;

    private RuleFields(Form form, Set<Integer> plans, Map<String, String> errors) {
        this.form = form;
        this.plans = plans;
        this.errors = errors;
    }

    /** What the fields show for these rules. */
    static Map<String, String> values(SolveRules rules) {
        var values = new LinkedHashMap<String, String>();
        var cap = rules.providerCapPercent();
        var from = rules.fromPlan();
        var price = rules.pricePerMove();
        values.put("cap", cap == null ? "" : cap.toString());
        values.put("backups", backups(rules.backups()));
        values.put("domain", rules.backups().domain().word());
        values.put("from", from == null ? "" : from.toString());
        values.put("move", price == null ? "" : amount(price));
        values.put("without", String.join("\n", rules.withoutSites()));
        values.put(
                "pins",
                rules.pins().entrySet().stream()
                        .map(pin -> pin.getKey() + " = " + pin.getValue())
                        .collect(Collectors.joining("\n")));
        return values;
    }

    /**
     * The rules that the fields ask for; the usual ones if something is wrong, which {@code errors} then says.
     *
     * @param plans numbers of the plans that a new one may start from
     */
    static SolveRules read(Form form, Set<Integer> plans, Map<String, String> errors) {
        return new RuleFields(form, plans, errors).read();
    }

    private SolveRules read() {
        int before = errors.size();
        var cap = cap();
        var backups = backups();
        var from = from();
        var price = price();
        if (price != null && from == null && !errors.containsKey("from")) {
            wrong(
                    "move",
                    "(" + form.value("move") + ") is a price of moves, but there is no plan to move away from. "
                            + "Choose one, or leave the price empty.");
        }
        var pins = pins();
        var without = Arrays.stream(form.value("without").split("[\\r\\n,;]+"))
                .map(String::strip)
                .filter(site -> !site.isEmpty())
                .toList();
        return errors.size() > before ? SolveRules.USUAL : new SolveRules(cap, backups, pins, from, price, without);
    }

    private @Nullable Integer cap() {
        var text = form.value("cap");
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("[1-9]\\d?")) {
            return Integer.valueOf(text);
        }
        wrong("cap", "(" + text + ") is not a whole number from 1 to 99. Leave it empty for no cap.");
        return null;
    }

    private static String backups(BackupRule rule) {
        if (rule.criticalityMax() > 0) {
            return String.valueOf(rule.criticalityMax());
        }
        return rule.whereNeeded() ? NEEDED : NONE;
    }

    private BackupRule backups() {
        var text = form.value("backups");
        var domain = domain();
        if (text.isEmpty() || text.equals(NEEDED)) {
            return new BackupRule(domain, true, 0);
        }
        if (text.equals(NONE)) {
            return new BackupRule(domain, false, 0);
        }
        if (text.matches("[1-4]")) {
            return new BackupRule(domain, true, Integer.parseInt(text));
        }
        wrong("backups", "(" + text + ") says not who gets a backup. Choose one from the list.");
        return BackupRule.WHERE_NEEDED;
    }

    private FailureDomain domain() {
        var text = form.value("domain");
        for (var domain : FailureDomain.values()) {
            if (text.isEmpty() || domain.word().equals(text.toLowerCase(Locale.ROOT))) {
                return domain;
            }
        }
        wrong("domain", "(" + text + ") is no failure domain. Choose site, provider or country.");
        return FailureDomain.SITE;
    }

    private @Nullable Integer from() {
        var text = form.value("from");
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("[1-9]\\d{0,8}") && plans.contains(Integer.valueOf(text))) {
            return Integer.valueOf(text);
        }
        wrong("from", "There is no plan (" + text + ") in this workspace. Choose one from the list, or none.");
        return null;
    }

    private @Nullable Money price() {
        var text = form.value("move");
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches(AMOUNT)) {
            return Money.roundedToCents(Double.parseDouble(text));
        }
        wrong("move", "(" + text + ") is not an amount in USD, such as 10 or 99.50.");
        return null;
    }

    private Map<String, String> pins() {
        var pins = new LinkedHashMap<String, String>();
        var unreadable = new ArrayList<String>();
        for (var line : form.value("pins").split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            // The id of a slice may have the sign, that of an option has none.
            int at = line.lastIndexOf('=');
            var slice = at < 0 ? "" : line.substring(0, at).strip();
            var option = line.substring(at + 1).strip();
            if (slice.isEmpty() || option.isEmpty()) {
                unreadable.add(line.strip());
            } else {
                pins.put(slice, option);
            }
        }
        if (!unreadable.isEmpty()) {
            wrong(
                    "pins",
                    "The line (" + unreadable.getFirst()
                            + ") is no pin. Write one pin a line: the slice, =, the place.");
        }
        return pins;
    }

    private static String amount(Money money) {
        return money.micros() % 1_000_000 == 0
                ? String.valueOf(money.micros() / 1_000_000)
                : String.format(Locale.ROOT, "%.2f", money.usd());
    }

    private void wrong(String field, String message) {
        errors.put(field, message);
    }
}
