package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.solver.sizing.Misfit;
import org.tierwise.solver.sizing.Precision;
import org.tierwise.solver.sizing.ReplicaPlan;
import org.tierwise.solver.sizing.RequestShape;
import org.tierwise.solver.sizing.RunPlan;
import org.tierwise.solver.sizing.Sizing;
import org.tierwise.solver.sizing.SizingModel;

/** How work runs on each accelerator type; the same question is answered once. Thread-safe. */
final class Fits {
    private final SizingModel model;
    /** Workloads that differ in their tokens share nothing, so that old answers only take memory. */
    private static final int KNOWN_MAX = 20_000;

    private final Map<Key, Fit> known = new ConcurrentHashMap<>();

    private record Key(
            Work work,
            BudgetMetric metric,
            LatencyTier tier,
            @Nullable Double memoryGb,
            String accelerator) {}

    /** How work runs on an accelerator type. */
    sealed interface Fit {}

    /** Replicas of one size or of several, slowest and smallest first. */
    record Serving(List<ReplicaPlan> sizes) implements Fit {
        ReplicaPlan fastest() {
            return sizes.getLast();
        }
    }

    /** Runs that come again. */
    record Running(RunPlan plan) implements Fit {}

    /** Not at all. */
    record None(ExclusionReason reason, double value, double limit) implements Fit {}

    Fits(SizingModel model) {
        this.model = model;
    }

    /** @param memoryGb declared memory of a stream */
    Fit on(Accelerator accelerator, Work work, BudgetMetric metric, LatencyTier tier, @Nullable Double memoryGb) {
        if (known.size() > KNOWN_MAX) {
            known.clear();
        }
        return known.computeIfAbsent(
                new Key(work, metric, tier, memoryGb, accelerator.id()),
                key -> compute(accelerator, work, metric, tier, memoryGb));
    }

    private Fit compute(
            Accelerator accelerator, Work work, BudgetMetric metric, LatencyTier tier, @Nullable Double memoryGb) {
        if (accelerator.customSilicon()) {
            return new None(ExclusionReason.MODEL_SUPPORT, 0, 0);
        }
        return switch (work) {
            case Work.Language language -> language(accelerator, language, metric, tier);
            case Work.Closed closed -> new None(ExclusionReason.MODEL_SUPPORT, 0, 0);
            case Work.Stream stream -> single(model.stream(stream.declaredP95Ms(), memoryGb, accelerator));
            case Work.Unmeasured unmeasured -> new None(ExclusionReason.NEEDS_MEASUREMENT, 0, 0);
            case Work.Tuning tuning ->
                single(model.run(
                        tuning.model(),
                        accelerator,
                        tuning.h100Hours(),
                        tuning.memoryFactor(),
                        tuning.deadlineHours(),
                        tuning.runsPerMonth()));
        };
    }

    private Fit language(Accelerator accelerator, Work.Language work, BudgetMetric metric, LatencyTier tier) {
        var shape = new RequestShape(
                work.input(),
                work.output(),
                work.context(),
                work.sharedPrefix(),
                work.toolMs(),
                work.declaredMs(),
                metric,
                tier);
        var precision = accelerator.fp8Tflops() == null ? Precision.BF16 : Precision.FP8;
        var sizes = new ArrayList<ReplicaPlan>();
        double limit = Double.POSITIVE_INFINITY;
        while (true) {
            var sizing = model.replica(shape, work.model(), precision, accelerator, limit);
            if (!(sizing instanceof ReplicaPlan plan)) {
                return single(sizing);
            }
            if (!sizes.isEmpty()
                    && plan.acceleratorsPerReplica() <= sizes.getLast().acceleratorsPerReplica()) {
                return new Serving(List.copyOf(sizes));
            }
            sizes.add(plan);
            limit = plan.processing().p95Ms();
        }
    }

    private static Fit single(Sizing sizing) {
        return switch (sizing) {
            case ReplicaPlan plan -> new Serving(List.of(plan));
            case RunPlan plan -> new Running(plan);
            case Misfit misfit ->
                new None(
                        switch (misfit.cause()) {
                            case MEMORY -> ExclusionReason.MEMORY;
                            case MODEL_SUPPORT -> ExclusionReason.MODEL_SUPPORT;
                            case NEEDS_MEASUREMENT -> ExclusionReason.NEEDS_MEASUREMENT;
                        },
                        misfit.value(),
                        misfit.limit());
        };
    }
}
