package org.tierwise.catalog.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * What was proven of a plan, beside its {@link PlacementPlan#lowerBound}: no plan that keeps the rules and leaves no
 * more demand unplaced has an objective below that bound.
 *
 * @param objective what was made as small as possible: the plan's cost and all of {@code beside}
 * @param beside what the objective counts beside the cost, such as the policy's price of latency
 * @param unplacedWeight weight of the demand that is not placed
 * @param pools the pools with accelerators that the plan uses, in the order of the estate
 * @param sha256 of the certificate's text; missing if the estate was too large for a certificate
 * @param certificate all options of the estate, the choice and the prices that prove the bound, as packed text: with it
 *     the plan can be checked from its file alone. It stands at the end of the file, and is missing from a plan that was
 *     read only to be shown
 */
public record PlanProof(
        Money objective,
        List<Beside> beside,
        long unplacedWeight,
        List<PlanPool> pools,
        @Nullable String sha256,
        @Nullable String certificate) {
    /** One part of the objective that is not paid. */
    public record Beside(String name, Money amount) {}

    public PlanProof {
        beside = List.copyOf(beside);
        pools = List.copyOf(pools);
    }

    public PlanProof withCertificate(@Nullable String other) {
        return new PlanProof(objective, beside, unplacedWeight, pools, sha256, other);
    }
}
