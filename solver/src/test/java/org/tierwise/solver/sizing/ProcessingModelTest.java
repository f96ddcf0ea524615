package org.tierwise.solver.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;

/** Product definition, section 4: P1 to P4, and section 3.6. The golden times leave the KV cache out: context 0. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessingModelTest {
    private final Hardware hardware = new Hardware();
    private final ProcessingModel processing = new ProcessingModel(hardware.assumptions);

    @Test
    void p1_prefill_of_70b_on_two_h100() {
        // Published by NVIDIA NIM: 406.8 and 47.8 ms.
        assertThat(prefill(hardware.llama70, hardware.h100, 2, 5000)).isCloseTo(445.9, within(0.05));
        assertThat(prefill(hardware.llama70, hardware.h100, 2, 500)).isCloseTo(44.6, within(0.05));
    }

    @Test
    void p2_time_between_tokens_at_fp8() {
        // Published by NVIDIA NIM: 18.58 and 4.63 ms.
        assertThat(between(hardware.llama70, Precision.FP8, hardware.h100, 2, 0))
                .isCloseTo(21.07, within(0.006));
        assertThat(between(hardware.llama8, Precision.FP8, hardware.h100, 1, 0)).isCloseTo(4.79, within(0.006));
    }

    @Test
    void p3_time_between_tokens_at_bf16() {
        // Published by vLLM: 16.2 and 6.5 ms.
        assertThat(between(hardware.llama70, Precision.BF16, hardware.h200, 4, 0))
                .isCloseTo(14.71, within(0.006));
        assertThat(between(hardware.llama8, Precision.BF16, hardware.h200, 1, 0))
                .isCloseTo(6.69, within(0.006));
    }

    @Test
    void p4_whole_code_completion() {
        assertThat(whole(hardware.h100, 0)).isCloseTo(87.3, within(0.05));
        assertThat(whole(hardware.accelerator("RTXPRO6000-96GB"), 0)).isCloseTo(183.8, within(0.05));
        // With the cache of its 1,482 tokens read for each token it takes 0.7 ms more.
        assertThat(whole(hardware.h100, 1482)).isCloseTo(88.0, within(0.05));
    }

    private double whole(Accelerator accelerator, int contextTokens) {
        return ProcessingModel.endToEndMs(
                prefill(hardware.llama8, accelerator, 1, 1469),
                13,
                between(hardware.llama8, Precision.FP8, accelerator, 1, contextTokens));
    }

    /** Section 3.6: 120,000 tokens, 70B, 8 × H100: prefill 2,675.6 ms; a round trip of 200 ms is 7 % of the total. */
    @Test
    void document_analysis_is_dominated_by_its_prefill() {
        double prefill = prefill(hardware.llama70, hardware.h100, 8, 120_000);
        assertThat(prefill).isCloseTo(2675.6, within(0.05));
        assertThat(200 / (prefill + 200)).isCloseTo(0.07, within(0.005));
    }

    private double prefill(Model model, Accelerator accelerator, int n, double tokens) {
        return processing.prefillMs(model, tflops(Precision.FP8, accelerator), n, tokens);
    }

    private double between(Model model, Precision precision, Accelerator accelerator, int n, int contextTokens) {
        return processing.interTokenMs(model, precision, accelerator, n, contextTokens);
    }

    static double tflops(Precision precision, Accelerator accelerator) {
        var tflops = precision.tflops(accelerator);
        if (tflops == null) {
            throw new AssertionError("no " + precision + " rate of " + accelerator.id());
        }
        return tflops;
    }
}
