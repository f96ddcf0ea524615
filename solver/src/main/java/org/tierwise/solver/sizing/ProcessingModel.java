package org.tierwise.solver.sizing;

import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.policy.Assumptions;

/**
 * How long one request is computed when it is alone, as medians in ms.
 *
 * <p>For maintainers. Prefill is bound by arithmetic: two operations a parameter and token at 40 % of the dense rate.
 * Between two tokens the active weights and the KV cache are read once, at 50 % of the bandwidth. Checked on NVIDIA NIM
 * figures (prefill of 5,000 tokens 445.9 modelled, 406.8 published; between tokens 21.07 and 18.58) and vLLM figures
 * (14.71 and 16.2). Band 25 %.
 */
final class ProcessingModel {
    private final Assumptions assumptions;
    private final double prefillEfficiency;
    private final double decodeEfficiency;
    private final double batch;

    ProcessingModel(Assumptions assumptions) {
        this.assumptions = assumptions;
        prefillEfficiency = assumptions.value("processing.prefillEfficiency");
        decodeEfficiency = assumptions.value("processing.decodeEfficiency");
        batch = assumptions.value("processing.batch");
    }

    /** Time to read a prompt. */
    double prefillMs(Model model, double tflops, int accelerators, double tokens) {
        return 2 * model.activeParamsB() * 1e9 * tokens / (accelerators * tflops * 1e12 * prefillEfficiency) * 1e3;
    }

    /** Time between two tokens with {@code contextTokens} in the cache of each request. */
    double interTokenMs(
            Model model, Precision precision, Accelerator accelerator, int accelerators, double contextTokens) {
        double weightBytes =
                model.activeParamsB() * 1e9 * assumptions.value("processing.bytesPerWeight" + precision.keySuffix());
        double cacheBytes = batch * contextTokens * MemoryModel.kvBytesPerToken(model, precision.kv8Bit());
        return (weightBytes + cacheBytes) / (accelerators * accelerator.bandwidthGbS() * 1e9 * decodeEfficiency) * 1e3;
    }

    /** Time to the first token: reading what is not in the prefix cache, and tools. */
    double timeToFirstTokenMs(RequestShape shape, Model model, double tflops, int accelerators) {
        return prefillMs(model, tflops, accelerators, shape.inputTokens() * (1 - shape.sharedPrefix()))
                + shape.toolMs();
    }

    /** Time to the last token. */
    static double endToEndMs(double timeToFirstTokenMs, int outputTokens, double interTokenMs) {
        return timeToFirstTokenMs + Math.max(0, outputTokens - 1) * interTokenMs;
    }
}
