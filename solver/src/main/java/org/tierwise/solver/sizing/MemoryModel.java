package org.tierwise.solver.sizing;

import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.policy.Assumptions;

/**
 * What fits into an accelerator's memory. All sizes in GiB (2^30 bytes). The budget of the KV cache is what the engine
 * may take, less weights, activations and the rest; it reproduces published vLLM start-up logs.
 */
final class MemoryModel {
    static final double GIB = 1L << 30;
    private final Assumptions assumptions;
    private final double utilisation;

    MemoryModel(Assumptions assumptions) {
        this.assumptions = assumptions;
        utilisation = assumptions.value("sizing.memoryUtilisation");
    }

    /** Memory that software sees: stated, or the marketing figure less what ECC and firmware take. */
    double usableGib(Accelerator accelerator) {
        if (accelerator.usableGib() != null) {
            return accelerator.usableGib();
        }
        return accelerator.memoryGb()
                * assumptions.value(
                        accelerator.memoryType().equals("GDDR6_ECC")
                                ? "sizing.usableShareGddr6Ecc"
                                : "sizing.usableShareHbm");
    }

    /** The part of the usable memory that an engine takes. */
    double engineGib(Accelerator accelerator) {
        return usableGib(accelerator) * utilisation;
    }

    double weightsGib(Model model, Precision precision) {
        return model.paramsB() * 1e9 * assumptions.value("sizing.bytesPerWeight" + precision.keySuffix()) / GIB;
    }

    double activationGib(Model model) {
        return assumptions.value(model.mixtureOfExperts() ? "sizing.activationGibMoe" : "sizing.activationGibDense");
    }

    double otherGib(int accelerators) {
        return assumptions.value(accelerators == 1 ? "sizing.otherGibSingle" : "sizing.otherGibMulti");
    }

    /** Memory left for the KV cache of one accelerator; negative if not even the weights fit. */
    static double kvBudgetGib(double usableGib, double utilisation, double weights, double activation, double other) {
        return usableGib * utilisation - weights - activation - other;
    }

    double kvBudgetGib(Model model, Precision precision, Accelerator accelerator, int accelerators) {
        return kvBudgetGib(
                usableGib(accelerator),
                utilisation,
                weightsGib(model, precision) / accelerators,
                activationGib(model),
                otherGib(accelerators));
    }

    /** Bytes of KV cache a token: halved where the cache is held at 8 bit. */
    static double kvBytesPerToken(Model model, boolean eightBit) {
        return eightBit ? model.kvBytesPerToken16() / 2.0 : model.kvBytesPerToken16();
    }

    /** Requests whose KV cache fits at once; 0 or less if none does. */
    static long maxConcurrency(int accelerators, double kvBudgetGib, double kvBytesPerToken, long tokens) {
        return (long) Math.floor(accelerators * kvBudgetGib * GIB / (kvBytesPerToken * tokens));
    }
}
