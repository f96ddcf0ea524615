package org.tierwise.solver.sizing;

import java.util.Locale;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;

/** Sizes trainings and fine-tunings: runs that end, and come again. Immutable. */
final class RunSizing {
    private final MemoryModel memory;
    private final Assumptions assumptions;

    RunSizing(MemoryModel memory, Assumptions assumptions) {
        this.memory = memory;
        this.assumptions = assumptions;
    }

    /** See {@link SizingModel#run}. */
    Sizing size(
            Model model,
            Accelerator accelerator,
            double h100Hours,
            double memoryFactor,
            double deadlineHours,
            double runsPerMonth) {
        if (accelerator.bf16Tflops() == null) {
            return new Misfit(
                    Misfit.Cause.MODEL_SUPPORT, 0, 0, "no 16-bit rate of " + accelerator.name() + " is published");
        }
        double slower = assumptions.value("sizing.training.h100Tflops") / StreamSizing.sixteenBitTflops(accelerator);
        double hours = h100Hours * slower;
        double neededGib = model.paramsB() * 1e9 * 2 * memoryFactor / MemoryModel.GIB;
        double gibEach = memory.usableGib(accelerator) * assumptions.value("sizing.training.memoryShare");
        double byTime = hours / (assumptions.value("sizing.training.deadlineShare") * deadlineHours);
        double byMemory = neededGib / gibEach;
        int count = wholeServers(Math.max(byTime, byMemory));
        return new RunPlan(
                accelerator.id(),
                count,
                hours,
                runsPerMonth,
                Math.min(hours / count * runsPerMonth, assumptions.value("demand.hoursPerMonth")),
                Kind.ASSUMED,
                String.format(
                        Locale.ROOT,
                        "%d × %s: a run of %,.1f accelerator-hours within %s h asks for %.2f, memory of %,.1f GiB for %.2f",
                        count,
                        accelerator.id(),
                        hours,
                        deadlineHours,
                        byTime,
                        neededGib,
                        byMemory));
    }

    /** Accelerators of one run come as 1, 2, 4, 8 or whole servers of 8. */
    private static int wholeServers(double accelerators) {
        for (int n : SizingModel.REPLICA_SIZES) {
            if (accelerators <= n) {
                return n;
            }
        }
        return Math.toIntExact((long) Math.ceil(accelerators / 8) * 8);
    }
}
