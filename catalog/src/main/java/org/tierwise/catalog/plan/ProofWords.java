package org.tierwise.catalog.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/** What is proven of a plan, in words. They claim no more than the proof does: bounds are rounded down, gaps up. */
public final class ProofWords {
    public static final String NONE = "No bound was proven.";

    private ProofWords() {}

    /**
     * "No plan that keeps these rules and serves as much demand costs less than USD 646,900 a month, counting USD 0.05 a
     * month for each ms and request per second; this one, at USD 647,100 counted alike, costs at most 0.04 % more."
     */
    public static String sentence(PlacementPlan plan) {
        var bound = plan.lowerBound();
        var proof = plan.proof();
        if (bound == null || proof == null) {
            return NONE;
        }
        var counting = counting(plan);
        var gap = gap(proof.objective(), bound);
        if (proof.objective().equals(bound)) {
            return "This is a cheapest plan: nothing that keeps these rules and serves as much demand costs less"
                    + counting + ".";
        }
        if (gap.isEmpty()) {
            return "A cheaper plan may exist: no bound above 0 was proven.";
        }
        return "No plan that keeps these rules and serves as much demand costs less than " + down(bound) + " a month"
                + counting + "; this one" + alike(plan, proof.objective()) + " costs at most "
                + percent(gap.getAsDouble()) + " more.";
    }

    /** The same for a cell of a table: "at most 0.04 % above the cheapest, latency counted". */
    public static String brief(Money cost, @Nullable Money objective, @Nullable Money bound) {
        if (objective == null || bound == null) {
            return "no bound was proven";
        }
        var counted = objective.equals(cost) ? "" : ", latency counted";
        if (objective.equals(bound)) {
            return "nothing costs less" + counted;
        }
        var gap = gap(objective, bound);
        return gap.isEmpty()
                ? "no bound above 0 was proven"
                : "at most " + percent(gap.getAsDouble()) + " above the cheapest" + counted;
    }

    /** The same of a whole plan. */
    public static String brief(PlacementPlan plan) {
        var proof = plan.proof();
        return brief(plan.monthlyCost(), proof == null ? null : proof.objective(), plan.lowerBound());
    }

    /** What the plan's objective is above its bound, as a part of the bound; missing if there is no bound above 0. */
    public static OptionalDouble gap(Money objective, Money bound) {
        if (objective.equals(bound)) {
            return OptionalDouble.of(0);
        }
        return bound.micros() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (objective.micros() - bound.micros()) / bound.micros());
    }

    /** The price of latency and that of moves, where the objective counts them. */
    private static String counting(PlacementPlan plan) {
        double price = plan.policy().usdPerMsMonth();
        var latency = price == 0
                ? ""
                : "USD " + BigDecimal.valueOf(price).stripTrailingZeros().toPlainString()
                        + " a month for each ms and request per second";
        var rules = plan.rules();
        var baseline = rules == null ? null : rules.asked().baseline();
        var moves = baseline == null || baseline.pricePerMove().micros() == 0
                ? ""
                : "USD "
                        + String.format(
                                Locale.ROOT, "%,.0f", baseline.pricePerMove().usd()) + " for each move away from "
                        + baseline.name();
        var both = latency.isEmpty() || moves.isEmpty() ? latency + moves : latency + " and " + moves;
        return both.isEmpty() ? "" : ", counting " + both;
    }

    /** What this plan comes to where that is not its cost, so that nobody compares the bound with the cost. */
    private static String alike(PlacementPlan plan, Money objective) {
        return objective.equals(plan.monthlyCost())
                ? ""
                : ", at USD " + String.format(Locale.ROOT, "%,.0f", objective.usd()) + " counted alike,";
    }

    private static String down(Money money) {
        var usd = BigDecimal.valueOf(money.micros(), 6)
                .setScale(money.micros() < 1_000_000_000 ? 2 : 0, RoundingMode.DOWN);
        return "USD " + String.format(Locale.ROOT, "%,." + usd.scale() + "f", usd);
    }

    /** At least as much as it is: in hundredths of a percent, above 10 % in whole ones. */
    public static String percent(double part) {
        int decimals = part < 0.1 ? 2 : 0;
        return BigDecimal.valueOf(part)
                        .movePointRight(2)
                        .setScale(decimals, RoundingMode.UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
