package org.tierwise.solver.sizing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.capacity.ServingBenchmark;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.taxonomy.LatencyTier;

/**
 * Output tokens a second of a replica at full load: a measured row of the same model, accelerator, count and precision,
 * carried to the asked shape by the roofline, or the roofline alone.
 *
 * <p>For maintainers. Roofline: the batch B is what the memory holds; a step takes the longer of reading weights and
 * caches and of computing; prefill is computed in between. Its seven constants were fitted on 170 rows of the
 * TensorRT-LLM v1.0 table: mean absolute error 17 % for dense models, 46 % for mixtures of experts. Hence a band, always.
 */
final class ThroughputModel {
    private final List<ServingBenchmark> benchmarks;
    private final Assumptions assumptions;

    ThroughputModel(List<ServingBenchmark> benchmarks, Assumptions assumptions) {
        this.benchmarks = List.copyOf(benchmarks);
        this.assumptions = assumptions;
    }

    Estimate tokensPerSecond(
            Model model, Precision precision, Accelerator accelerator, double tflops, int n, int input, int output) {
        double modelled = roofline(model, precision, accelerator, tflops, n, input, output);
        var row = nearest(model, precision, accelerator, n, input, output);
        if (row.isEmpty()) {
            var kind = precision == Precision.BF16 ? Kind.ASSUMED : Kind.DERIVED;
            return banded(modelled, model, "Roofline", kind, "roofline fitted on TensorRT-LLM v1.0 throughput");
        }
        var measured = row.get();
        double there =
                roofline(model, precision, accelerator, tflops, n, measured.inputTokens(), measured.outputTokens());
        var source = String.format(
                Locale.ROOT,
                "%s: %,.0f tokens/s at %,d/%,d tokens, carried to %,d/%,d by the roofline",
                measured.provenance().source(),
                measured.outputTokensPerSecond(),
                measured.inputTokens(),
                measured.outputTokens(),
                input,
                output);
        return banded(
                measured.outputTokensPerSecond() * modelled / there,
                model,
                "Anchored",
                measured.provenance().kind().derivedWith(Kind.DERIVED),
                source);
    }

    private Estimate banded(double value, Model model, String how, Kind kind, String source) {
        var key = "sizing.band." + (model.mixtureOfExperts() ? "moe" : "dense") + how;
        return new Estimate(
                value, value * assumptions.value(key + "Low"), value * assumptions.value(key + "High"), kind, source);
    }

    /** The row whose shape is nearest by the ratio of its tokens; of equals the first. */
    private Optional<ServingBenchmark> nearest(
            Model model, Precision precision, Accelerator accelerator, int n, int input, int output) {
        return benchmarks.stream()
                .filter(row -> row.modelId().equals(model.id())
                        && row.acceleratorId().equals(accelerator.id())
                        && row.accelerators() == n
                        && row.precision().equals(precision.label()))
                .min(Comparator.comparingDouble(row -> Math.abs(Math.log((double) input / row.inputTokens()))
                        + Math.abs(Math.log((double) output / row.outputTokens()))));
    }

    /** Output tokens a second of {@code n} accelerators at full load for requests of one shape. */
    double roofline(
            Model model, Precision precision, Accelerator accelerator, double tflops, int n, double in, double out) {
        double weightBytes = model.paramsB() * 1e9 * assumptions.value("sizing.bytesPerWeight" + precision.keySuffix());
        double freeBytes =
                n * accelerator.memoryGb() * 1e9 * assumptions.value("sizing.roofline.memoryShare") - weightBytes;
        double kvBytes = MemoryModel.kvBytesPerToken(model, true);
        double heldTokens = in + assumptions.value("sizing.roofline.outputShare") * out;
        double batch = Math.clamp(freeBytes / (kvBytes * heldTokens), 1, assumptions.value("sizing.roofline.batchMax"));
        double scale = Math.pow(n, assumptions.value("sizing.roofline.scaleExponent"));
        double compute = assumptions.value(
                        precision == Precision.FP4
                                ? "sizing.roofline.computeShareFp4"
                                : "sizing.roofline.computeShareFp8")
                * (model.mixtureOfExperts() ? assumptions.value("sizing.roofline.computeFactorMoe") : 1);
        double bytesPerSecond =
                n * accelerator.bandwidthGbS() * 1e9 * assumptions.value("sizing.roofline.bandwidthShare") * scale;
        double flopsPerSecond = n * tflops * 1e12 * compute * scale;
        double readSeconds = (weightBytes + batch * kvBytes * (in + out / 2)) / bytesPerSecond;
        double computeSeconds = 2 * model.activeParamsB() * 1e9 * batch / flopsPerSecond;
        double stepSeconds = Math.max(readSeconds, computeSeconds);
        double prefillSeconds = 2 * model.activeParamsB() * 1e9 * in / flopsPerSecond;
        return batch * out / (out * stepSeconds + batch * prefillSeconds);
    }

    /** What is left of the full-load throughput when answers must come in time. */
    double derate(Model model, LatencyTier tier) {
        var scenario = switch (tier) {
            case T50, T100, T200, T500 -> "interactive";
            case TOPEN -> "server";
            case NONE -> "offline";
        };
        if (scenario.equals("offline")) {
            return assumptions.value("sizing.derate.offline");
        }
        var size = model.mixtureOfExperts()
                ? "moe"
                : model.paramsB() <= 13 ? "denseTo13B" : model.paramsB() <= 150 ? "dense13To150B" : "denseOver150B";
        return assumptions.value("sizing.derate." + size + "." + scenario);
    }
}
