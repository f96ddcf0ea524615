package org.tierwise.catalog.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.pricing.Money;

/** The rules of a plan and what they did, in sentences. */
public final class RuleWords {
    private RuleWords() {}

    /** One sentence or two for each rule that counts in this plan; empty if none does. */
    public static List<String> sentences(PlacementPlan plan) {
        var rules = plan.rules();
        if (rules == null) {
            return List.of();
        }
        var asked = rules.asked();
        var words = new ArrayList<String>();
        cap(plan, rules, words);
        backups(plan, asked, words);
        baseline(plan, rules, words);
        if (!asked.lostSites().isEmpty()) {
            words.add("Without " + String.join(", ", asked.lostSites()) + ": nothing runs there, as if "
                    + (asked.lostSites().size() == 1 ? "the site were lost." : "these sites were lost."));
        }
        if (!asked.pins().isEmpty()) {
            words.add(pins(plan, asked));
        }
        return words;
    }

    /** What the cap costs, and exactly what was compared; missing without a cap. */
    public static @Nullable String independence(PlacementPlan plan) {
        var rules = plan.rules();
        var cap = rules == null ? null : rules.asked().providerCapPercent();
        if (rules == null || cap == null) {
            return null;
        }
        var price = rules.independence();
        if (price == null) {
            return plan.placements().isEmpty()
                    ? "No plan was found in which no provider gets more than " + cap
                            + " % of the cost. A higher cap, own premises or more time may help."
                    : "What the cap of " + cap + " % costs was not computed, because the run was stopped.";
        }
        var counted = price.objective().equals(plan.monthlyCost()) ? "" : " (cost with all else that the plan counts)";
        var compared = " This plan comes to " + usd(price.objective()) + counted
                + ", the best one found without the cap to " + usd(price.objectiveWithout()) + ".";
        if (price.placedMoreWithout() != 0) {
            return "The cap of " + cap + " % changes how much is placed: without it "
                    + Math.abs(price.placedMoreWithout())
                    + (price.placedMoreWithout() > 0 ? " more" : " fewer") + " (backups counted) have a place."
                    + compared;
        }
        var amount = price.price().micros() <= 0
                ? "Independence costs nothing: no plan without the cap of " + cap + " % was found that is cheaper."
                : "Independence costs " + usd(price.price()) + " a month (" + percent(price.part())
                        + "): that is the price of the cap of " + cap + " %.";
        return amount + compared + " It is certain that the cap costs the best plan "
                + (price.priceAtLeast().micros() > 0 ? "at least " + usd(price.priceAtLeast()) + " and " : "")
                + "at most " + usd(price.priceAtMost()) + " a month.";
    }

    private static void cap(PlacementPlan plan, PlanRules rules, List<String> words) {
        var independence = independence(plan);
        if (independence != null) {
            words.add("No provider gets more than " + rules.asked().providerCapPercent()
                    + " % of the monthly cost; own premises are not capped. " + independence);
        }
    }

    private static void backups(PlacementPlan plan, PlacementRules asked, List<String> words) {
        var backups = plan.placements().stream()
                .map(Placement::backup)
                .filter(Objects::nonNull)
                .toList();
        if (backups.isEmpty()) {
            return;
        }
        long had = backups.stream().filter(backup -> backup.at() != null).count();
        var cost = backups.stream().map(Backup::monthlyCost).reduce(Money.ZERO, Money::plus);
        words.add(had + " of " + backups.size() + " placements that need a backup have one in another "
                + asked.backups().domain().word() + ", for " + usd(cost) + " a month"
                + (had == backups.size() ? "." : "; the others are listed with the reason."));
    }

    private static void baseline(PlacementPlan plan, PlanRules rules, List<String> words) {
        var baseline = rules.asked().baseline();
        if (baseline != null) {
            int moves = rules.moves(plan);
            words.add("It starts from " + baseline.name() + ", and a move away from it counts "
                    + usd(baseline.pricePerMove()) + " a month. "
                    + (moves == 0
                            ? "Nothing moved."
                            : moves == 1 ? "1 placement moved." : moves + " placements moved."));
        }
    }

    private static String pins(PlacementPlan plan, PlacementRules asked) {
        var assignment = plan.assignment();
        long kept = asked.pins().entrySet().stream()
                .filter(pin -> pin.getValue().equals(assignment.get(pin.getKey())))
                .count();
        int all = asked.pins().size();
        return kept == all
                ? (all == 1 ? "1 placement is pinned." : all + " placements are pinned.")
                : kept + " of " + all + " pins are kept; what is pinned elsewhere had no room there and is not placed.";
    }

    /** "control loops of criticality 1 …": who gets a backup. */
    public static String who(BackupRule rule) {
        var needed =
                "where one is needed: control loops of criticality 1, and availability that one site cannot promise";
        if (rule.criticalityMax() == 0) {
            return rule.whereNeeded() ? needed : "none";
        }
        var level = rule.criticalityMax() == 1 ? "criticality 1" : "criticality 1 to " + rule.criticalityMax();
        return rule.whereNeeded() ? level + ", and " + needed : level;
    }

    private static String usd(Money money) {
        return "USD " + String.format(Locale.ROOT, "%,.2f", money.usd());
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, part < 0.001 ? "%.3f %%" : "%.1f %%", 100 * part);
    }
}
