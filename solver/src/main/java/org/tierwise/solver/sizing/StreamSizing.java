package org.tierwise.solver.sizing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;

/** Sizes work without tokens by its declared processing time. Immutable. */
final class StreamSizing {
    /** The accelerator that declared stream times were taken on. */
    private static final String STREAM_REFERENCE = "L4-24GB";

    private final MemoryModel memory;
    private final Assumptions assumptions;
    private final UtilisationLimit streamLimit;
    private final double streamReferenceTflops;

    StreamSizing(MemoryModel memory, List<Accelerator> accelerators, Assumptions assumptions) {
        this.memory = memory;
        this.assumptions = assumptions;
        streamLimit = new UtilisationLimit(assumptions.value("sizing.stream.utilisationMax"));
        streamReferenceTflops = accelerators.stream()
                .filter(a -> a.id().equals(STREAM_REFERENCE))
                .mapToDouble(StreamSizing::sixteenBitTflops)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The catalogue has no accelerator (" + STREAM_REFERENCE
                        + "), on which the times of streams are based."));
    }

    /** See {@link SizingModel#stream}. */
    Sizing size(@Nullable Double declaredP95Ms, @Nullable Double memoryGb, Accelerator accelerator) {
        if (declaredP95Ms == null) {
            return new Misfit(
                    Misfit.Cause.NEEDS_MEASUREMENT,
                    0,
                    0,
                    "a workload without a model needs a declared processing time");
        }
        if (accelerator.bf16Tflops() == null) {
            return new Misfit(
                    Misfit.Cause.MODEL_SUPPORT, 0, 0, "no 16-bit rate of " + accelerator.name() + " is published");
        }
        double perStream = assumptions.value("sizing.stream.gibPerStream");
        double needed = Math.max(perStream, memoryGb == null ? 0 : memoryGb * 1e9 / MemoryModel.GIB);
        double engine = memory.engineGib(accelerator);
        for (int n : SizingModel.REPLICA_SIZES) {
            if (n * engine >= needed) {
                int servers = (int) Math.min(
                        n * assumptions.value("sizing.stream.streamsPerAccelerator"),
                        Math.floor(n * engine / perStream));
                return stream(declaredP95Ms, accelerator, n, servers);
            }
        }
        int most = SizingModel.REPLICA_SIZES[SizingModel.REPLICA_SIZES.length - 1];
        return new Misfit(
                Misfit.Cause.MEMORY,
                needed,
                most * engine,
                String.format(
                        Locale.ROOT,
                        "%.1f GiB are needed; %d × %s give %.1f GiB",
                        needed,
                        most,
                        accelerator.id(),
                        most * engine));
    }

    private ReplicaPlan stream(double declaredP95Ms, Accelerator accelerator, int n, int servers) {
        double slower = Math.max(1, streamReferenceTflops / sixteenBitTflops(accelerator));
        double p95 = declaredP95Ms * slower;
        double service = p95 / assumptions.value("sizing.stream.p95OverServiceTime");
        var part = slower == 1
                ? declared(p95)
                : new LatencyPart(
                        "processing",
                        p95,
                        p95 * assumptions.value("processing.bandLow"),
                        p95 * assumptions.value("processing.bandHigh"),
                        Kind.ASSUMED,
                        String.format(
                                Locale.ROOT,
                                "declared for %s, × %.2f on the slower %s",
                                STREAM_REFERENCE,
                                slower,
                                accelerator.id()));
        return new ReplicaPlan(
                accelerator.id(),
                n,
                servers,
                service,
                part,
                0,
                new Estimate(0, 0, 0, Kind.ASSUMED, "no tokens"),
                0,
                String.format(
                        Locale.ROOT,
                        "%d × %s serve %d streams at once, %.4g ms each",
                        n,
                        accelerator.id(),
                        servers,
                        service),
                streamLimit);
    }

    /** What the owner says needs no band. */
    static LatencyPart declared(double p95Ms) {
        return new LatencyPart("processing", p95Ms, p95Ms, p95Ms, Kind.MEASURED, "declared by the workload's owner");
    }

    static double sixteenBitTflops(Accelerator accelerator) {
        var tflops = accelerator.bf16Tflops();
        if (tflops == null) {
            throw new IllegalArgumentException("No 16-bit rate of accelerator (" + accelerator.id() + ") is known.");
        }
        return tflops;
    }
}
