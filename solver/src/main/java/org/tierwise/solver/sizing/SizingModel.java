package org.tierwise.solver.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.capacity.ServingBenchmark;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.BudgetMetric;

/**
 * How many accelerators a workload needs: memory for weights and KV cache, throughput, queueing. Immutable to its users
 * and thread-safe.
 */
public final class SizingModel {
    /** Sizes of a replica that tensor parallelism offers. */
    static final int[] REPLICA_SIZES = {1, 2, 4, 8};

    private final Assumptions assumptions;
    private final MemoryModel memory;
    private final ProcessingModel processing;
    private final ThroughputModel throughput;
    private final UtilisationLimit tokenLimit;
    private final StreamSizing streams;
    private final RunSizing runs;

    /** The model over a catalogue, with the catalogue's own assumptions or those that a user changed. */
    public SizingModel(ReferenceCatalogue catalogue, Assumptions assumptions) {
        this(catalogue.benchmarks(), catalogue.accelerators(), assumptions);
    }

    SizingModel(List<ServingBenchmark> benchmarks, List<Accelerator> accelerators, Assumptions assumptions) {
        this.assumptions = assumptions;
        memory = new MemoryModel(assumptions);
        processing = new ProcessingModel(assumptions);
        throughput = new ThroughputModel(benchmarks, assumptions);
        tokenLimit = new UtilisationLimit(assumptions.value("sizing.headroom"));
        streams = new StreamSizing(memory, accelerators, assumptions);
        runs = new RunSizing(memory, assumptions);
    }

    /** Memory of an accelerator that software sees, in GiB. */
    public double usableGib(Accelerator accelerator) {
        return memory.usableGib(accelerator);
    }

    /**
     * One replica of a language model. The smallest that holds the weights and one whole context and whose processing
     * p95 is below the limit; if none is below, the smallest that holds them, and the caller sees its processing time.
     *
     * @param processingLimitMs what processing may take; infinite if nothing limits it
     */
    public Sizing replica(
            RequestShape shape, Model model, Precision precision, Accelerator accelerator, double processingLimitMs) {
        var tflops = precision.tflops(accelerator);
        if (tflops == null) {
            return new Misfit(
                    Misfit.Cause.MODEL_SUPPORT,
                    0,
                    0,
                    accelerator.name() + " cannot compute with " + precision.label() + " weights");
        }
        if (shape.declaredP95Ms() == null && declaredOnly(shape.metric())) {
            return new Misfit(
                    Misfit.Cause.NEEDS_MEASUREMENT,
                    0,
                    0,
                    "a budget on " + shape.metric() + " needs a declared processing time");
        }
        var holding = new ArrayList<ReplicaPlan>();
        for (int n : REPLICA_SIZES) {
            long concurrency = concurrency(shape, model, precision, accelerator, n);
            if (concurrency >= 1) {
                var plan = replica(shape, model, precision, accelerator, tflops, n, concurrency);
                if (plan.processing().p95Ms() < processingLimitMs) {
                    return plan;
                }
                holding.add(plan);
            }
        }
        return holding.isEmpty() ? tooLarge(shape, model, precision, accelerator) : holding.getFirst();
    }

    private static boolean declaredOnly(BudgetMetric metric) {
        return switch (metric) {
            case FRAME, ACTUATION -> true;
            case TTFT, E2E -> false;
        };
    }

    private long concurrency(RequestShape shape, Model model, Precision precision, Accelerator accelerator, int n) {
        double budget = memory.kvBudgetGib(model, precision, accelerator, n);
        double kvBytes = MemoryModel.kvBytesPerToken(model, precision.kv8Bit());
        if (budget <= 0) {
            return 0;
        }
        long largest = (long) assumptions.value("sizing.roofline.batchMax");
        return kvBytes == 0
                ? largest
                : Math.min(largest, MemoryModel.maxConcurrency(n, budget, kvBytes, shape.heldTokens()));
    }

    private Misfit tooLarge(RequestShape shape, Model model, Precision precision, Accelerator accelerator) {
        int most = REPLICA_SIZES[REPLICA_SIZES.length - 1];
        double needed = memory.weightsGib(model, precision)
                + most * (memory.activationGib(model) + memory.otherGib(most))
                + MemoryModel.kvBytesPerToken(model, precision.kv8Bit()) * shape.heldTokens() / MemoryModel.GIB;
        double available = most * memory.engineGib(accelerator);
        return new Misfit(
                Misfit.Cause.MEMORY,
                needed,
                available,
                String.format(
                        Locale.ROOT,
                        "weights of %s in %s and a context of %,d tokens need %.1f GiB; %d × %s give %.1f GiB",
                        model.id(),
                        precision.label(),
                        shape.heldTokens(),
                        needed,
                        most,
                        accelerator.id(),
                        available));
    }

    private ReplicaPlan replica(
            RequestShape shape,
            Model model,
            Precision precision,
            Accelerator accelerator,
            double tflops,
            int n,
            long concurrency) {
        double first = processing.timeToFirstTokenMs(shape, model, tflops, n);
        double between = processing.interTokenMs(model, precision, accelerator, n, shape.heldTokens());
        double wholeMs = ProcessingModel.endToEndMs(first, shape.outputTokens(), between);
        var full = throughput.tokensPerSecond(
                model, precision, accelerator, tflops, n, Math.max(1, shape.inputTokens()), shape.answerTokens());
        double derate = throughput.derate(model, shape.tier());
        double headroom = assumptions.value("sizing.headroom");
        double p95OverP50 = assumptions.value("processing.p95OverP50");
        var part = processingPart(shape, shape.metric() == BudgetMetric.E2E ? wholeMs : first, model, n, accelerator);
        return new ReplicaPlan(
                accelerator.id(),
                n,
                (int) concurrency,
                serviceMs(shape, first, wholeMs),
                part,
                between * p95OverP50,
                full.times(derate * headroom),
                shape.answerTokens(),
                String.format(
                        Locale.ROOT,
                        "%d × %s hold %s in %s and %,d requests of %,d tokens; %,.0f tokens/s × %s for latency × %s headroom"
                                + " (%s)",
                        n,
                        accelerator.id(),
                        model.id(),
                        precision.label(),
                        concurrency,
                        shape.heldTokens(),
                        full.value(),
                        derate,
                        headroom,
                        full.source()),
                tokenLimit);
    }

    /** A declared time replaces the part of the request that its budget is measured on. */
    private double serviceMs(RequestShape shape, double first, double wholeMs) {
        if (shape.declaredP95Ms() == null) {
            return wholeMs;
        }
        double declaredP50 = shape.declaredP95Ms() / assumptions.value("processing.p95OverP50");
        return shape.metric() == BudgetMetric.TTFT ? declaredP50 + wholeMs - first : declaredP50;
    }

    private LatencyPart processingPart(RequestShape shape, double p50, Model model, int n, Accelerator accelerator) {
        if (shape.declaredP95Ms() != null) {
            return StreamSizing.declared(shape.declaredP95Ms());
        }
        double p95 = p50 * assumptions.value("processing.p95OverP50");
        return new LatencyPart(
                "processing",
                p95,
                p95 * assumptions.value("processing.bandLow"),
                p95 * assumptions.value("processing.bandHigh"),
                Kind.ASSUMED,
                String.format(
                        Locale.ROOT,
                        "%s of %s on %d × %s, modelled from arithmetic and bandwidth",
                        shape.metric(),
                        model.id(),
                        n,
                        accelerator.id()));
    }

    /**
     * One replica of a stream: vision, control, sensors, scoring without a language model. A replica is one accelerator
     * (more only where the declared memory asks for it) that serves four requests at once. Declared times hold for an
     * L4 and anything faster; slower accelerators take longer in proportion to their 16-bit rate.
     *
     * @param declaredP95Ms declared 95th percentile of processing; missing means that it must be measured first
     * @param memoryGb declared memory of the workload in decimal GB; missing means the default of a stream
     */
    public Sizing stream(@Nullable Double declaredP95Ms, @Nullable Double memoryGb, Accelerator accelerator) {
        return streams.size(declaredP95Ms, memoryGb, accelerator);
    }

    /** The window in hours in which a day's batch is done: its deadline, at most 24 h. */
    public double batchWindowHours(@Nullable Double deadlineSeconds) {
        double longest = assumptions.value("sizing.batch.windowHoursMax");
        return deadlineSeconds == null ? longest : Math.min(deadlineSeconds / 3600, longest);
    }

    /** Hours a month for which a rented accelerator of a daily window is paid. */
    public double batchHoursPerMonth(double windowHours) {
        return windowHours * assumptions.value("sizing.batch.daysPerMonth");
    }

    /** H100-hours of a fine-tuning run: 6 × active parameters × tokens ÷ the rate that training reaches. */
    public double fineTuningH100Hours(Model model) {
        double flops = 6 * model.activeParamsB() * 1e9 * assumptions.value("sizing.training.tokensPerFineTuning");
        double rate = assumptions.value("sizing.training.flopsShare")
                * assumptions.value("sizing.training.h100Tflops")
                * 1e12;
        return flops / rate / 3600;
    }

    /**
     * A training or a fine-tuning on one accelerator type.
     *
     * @param h100Hours accelerator-hours of a run on the reference H100
     * @param memoryFactor memory that a run needs over that of the 16-bit weights
     * @param deadlineHours within which a run ends, above 0
     * @param runsPerMonth how often it comes
     */
    public Sizing run(
            Model model,
            Accelerator accelerator,
            double h100Hours,
            double memoryFactor,
            double deadlineHours,
            double runsPerMonth) {
        return runs.size(model, accelerator, h100Hours, memoryFactor, deadlineHours, runsPerMonth);
    }

    /** How much more work a chip does when nobody waits: full-load throughput over throughput in time. */
    public static double priceOfLatency(double offlineTokensPerSecond, double interactiveTokensPerSecond) {
        return offlineTokensPerSecond / interactiveTokensPerSecond;
    }
}
