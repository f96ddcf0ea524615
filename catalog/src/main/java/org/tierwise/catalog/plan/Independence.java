package org.tierwise.catalog.plan;

import org.tierwise.catalog.pricing.Money;

/**
 * What the cap on a provider's share costs: this plan's objective against that of the best plan that was found without
 * the cap and with every other rule. The objective is the monthly cost with the policy's price of latency and the price
 * of moves. The search without the cap starts from this plan and gets a part of the time, so the difference is what was
 * found, not what is proven; the two bounds say what is certain.
 *
 * @param objective of this plan
 * @param lowerBound no plan within the cap has less
 * @param objectiveWithout of the best plan found without the cap
 * @param lowerBoundWithout no plan without the cap has less
 * @param placedMoreWithout slices, backups among them, that the plan without the cap places and this one does not
 */
public record Independence(
        Money objective, Money lowerBound, Money objectiveWithout, Money lowerBoundWithout, int placedMoreWithout) {
    /** A month. */
    public Money price() {
        return objective.minus(objectiveWithout);
    }

    /** The price as a part of the objective without the cap. */
    public double part() {
        return objectiveWithout.micros() <= 0 ? 0 : (double) price().micros() / objectiveWithout.micros();
    }

    /** The price is certainly not less; 0 if that is all that is known. */
    public Money priceAtLeast() {
        return new Money(Math.max(0, lowerBound.micros() - objectiveWithout.micros()));
    }

    /** The price of the cap for the best plan is certainly not more. */
    public Money priceAtMost() {
        return new Money(Math.max(0, objective.micros() - lowerBoundWithout.micros()));
    }
}
