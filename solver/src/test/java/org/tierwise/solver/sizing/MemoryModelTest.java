package org.tierwise.solver.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.capacity.Accelerator;

/** Product definition, section 5: S1 to S5. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryModelTest {
    private final Hardware hardware = new Hardware();
    private final MemoryModel memory = new MemoryModel(hardware.assumptions);

    @Test
    void s1_kv_cache_of_a_token_at_16_bit() {
        assertThat(MemoryModel.kvBytesPerToken(hardware.llama8, false)).isEqualTo(131_072);
        assertThat(MemoryModel.kvBytesPerToken(hardware.llama70, false)).isEqualTo(327_680);
        assertThat(MemoryModel.kvBytesPerToken(hardware.deepseek, false)).isEqualTo(70_272);
    }

    @Test
    void s2_kv_cache_of_a_long_context() {
        assertThat(gib(131_072, MemoryModel.kvBytesPerToken(hardware.llama8, false)))
                .isEqualTo(16);
        assertThat(gib(131_072, MemoryModel.kvBytesPerToken(hardware.llama70, false)))
                .isEqualTo(40);
        assertThat(gib(131_072, MemoryModel.kvBytesPerToken(hardware.llama70, true)))
                .isEqualTo(20);
        assertThat(gib(1_000_000, MemoryModel.kvBytesPerToken(hardware.llama70, true)))
                .isCloseTo(152.6, within(0.05));
    }

    private static double gib(double tokens, double bytesPerToken) {
        return tokens * bytesPerToken / MemoryModel.GIB;
    }

    /** The KV budgets of published vLLM start-up logs; only the second differs from what the log says (32.0). */
    @ParameterizedTest(name = "weights {0}, activation {1}, other {2}")
    @CsvSource({
        "14.99, 4.76, 0.13, 51.38",
        "33.88, 4.84, 0.55, 31.99",
        "13.47, 7.38, 0.13, 50.28",
        "1.12, 5.56, 0.13, 64.45",
        "61.03, 5.64, 0.14, 4.45",
        "30.59, 5.64, 0.54, 34.49"
    })
    void s3_kv_budget_at_a_utilisation_of_90_percent(double weights, double activation, double other, double budget) {
        assertThat(MemoryModel.kvBudgetGib(79.18, 0.90, weights, activation, other))
                .isCloseTo(budget, within(0.0051));
    }

    @Test
    void s4_kv_budget_at_95_percent_and_the_disputed_row() {
        assertThat(MemoryModel.kvBudgetGib(79.18, 0.95, 44.76, 2.12, 0.14)).isCloseTo(28.20, within(0.0051));
        assertThat(MemoryModel.kvBudgetGib(79.18, 0.95, 64.38, 7.38, 0.13)).isCloseTo(3.33, within(0.0051));
        // The source states 0.90 for the last row, which cannot be: nothing would be left.
        assertThat(MemoryModel.kvBudgetGib(79.18, 0.90, 64.38, 7.38, 0.13)).isCloseTo(-0.63, within(0.0051));
    }

    @Test
    void s5_requests_at_once_on_two_h100() {
        assertThat(MemoryModel.maxConcurrency(2, 32.0, MemoryModel.kvBytesPerToken(hardware.llama70, true), 5500))
                .isEqualTo(76);
        assertThat(MemoryModel.maxConcurrency(2, 32.0, MemoryModel.kvBytesPerToken(hardware.llama70, false), 5500))
                .isEqualTo(38);
        // Published time to first token: 835 ms at 50 requests, 7,996 ms at 100. The knee lies between.
        assertThat(76).isBetween(50, 100);
    }

    @Test
    void our_own_budget_for_two_h100_is_near_the_published_one() {
        assertThat(memory.kvBudgetGib(hardware.llama70, Precision.FP8, hardware.h100, 2))
                .isCloseTo(32.0, within(0.5));
    }

    @Test
    void usable_memory_is_less_where_ecc_takes_its_part_and_a_stated_figure_wins() {
        assertThat(memory.usableGib(hardware.h100)).isCloseTo(79.2, within(1e-9));
        assertThat(memory.usableGib(hardware.l4)).isCloseTo(24 * 0.937, within(1e-9));
        assertThat(memory.usableGib(withUsable(hardware.h100, 79.18))).isEqualTo(79.18);
    }

    private static Accelerator withUsable(Accelerator a, double gib) {
        return new Accelerator(
                a.id(),
                a.vendor(),
                a.name(),
                a.memoryGb(),
                gib,
                a.memoryType(),
                a.bandwidthGbS(),
                a.bf16Tflops(),
                a.fp8Tflops(),
                a.int8Tops(),
                a.fp4Tflops(),
                a.tdpW(),
                a.customSilicon(),
                a.provenance());
    }
}
