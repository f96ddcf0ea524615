package org.tierwise.solver.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.workload.BudgetMetric;

/** Product definition, sections 5 and 10: S9, V6, G1 to G3 and what stands in for a missing model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SizingModelTest {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private final Hardware hardware = new Hardware();
    private final RequestShape chat = Hardware.shape(1020, 129, BudgetMetric.TTFT, LatencyTier.T500);

    @Test
    void s9_chat_takes_two_replicas_of_two_h100() {
        var plan = Hardware.planOf(
                hardware.unmeasured.replica(chat, hardware.llama70, Precision.FP8, hardware.h100, NO_LIMIT));

        assertThat(plan.acceleratorsPerReplica()).isEqualTo(2);
        assertThat(plan.tokensPerSecond().value() / 0.55 / 0.8).isCloseTo(1663.0, within(0.05));
        assertThat(plan.tokensPerSecond().value()).isCloseTo(731.7, within(0.05));
        int replicas = plan.replicas(8.4, plan.utilisation(200));
        assertThat(replicas).isEqualTo(2);
        assertThat(plan.accelerators(replicas, 0)).isEqualTo(4);
        assertThat(plan.accelerators(replicas, 1)).isEqualTo(6);
        assertThat(plan.words(8.4, replicas))
                .isEqualTo("2 replicas × 2 H100-80GB-SXM: 1,084 tokens/s needed, 732 per replica");
    }

    @Test
    void s9_is_the_same_when_the_measured_row_of_two_h100_anchors_it() {
        var plan = Hardware.planOf(
                hardware.sizing.replica(chat, hardware.llama70, Precision.FP8, hardware.h100, NO_LIMIT));
        assertThat(plan.tokensPerSecond().value() / 0.55 / 0.8).isCloseTo(1528.1, within(0.05));
        assertThat(plan.replicas(8.4, plan.utilisation(200))).isEqualTo(2);
    }

    @Test
    void v6_a_long_prompt_cannot_answer_in_time_whatever_the_number_of_chips() {
        var rag = Hardware.shape(20_000, 300, BudgetMetric.TTFT, LatencyTier.T500);
        var plan = Hardware.planOf(hardware.sizing.replica(rag, hardware.llama70, Precision.FP8, hardware.h100, 500));
        assertThat(plan.acceleratorsPerReplica()).isEqualTo(2);
        assertThat(plan.processing().p95Ms() / 1.3).isCloseTo(1783.7, within(0.05));
        assertThat(plan.processing().lowMs()).isCloseTo(0.75 * 1.3 * 1783.7, within(0.05));
        assertThat(plan.processing().highMs()).isCloseTo(1.25 * 1.3 * 1783.7, within(0.1));
        assertThat(plan.processing().p95Ms()).isGreaterThan(500);
        assertThat(plan.processing().kind()).isEqualTo(Kind.ASSUMED);
    }

    @Test
    void more_chips_are_taken_where_they_bring_processing_below_its_limit() {
        var coder = hardware.model("Qwen/Qwen2.5-Coder-32B");
        var completion = Hardware.shape(1469, 13, BudgetMetric.E2E, LatencyTier.T200);
        var smallest =
                Hardware.planOf(hardware.sizing.replica(completion, coder, Precision.FP8, hardware.h100, NO_LIMIT));
        var fast = Hardware.planOf(hardware.sizing.replica(completion, coder, Precision.FP8, hardware.h100, 180));
        assertThat(smallest.acceleratorsPerReplica()).isEqualTo(1);
        assertThat(smallest.processing().p95Ms()).isGreaterThan(180);
        assertThat(fast.acceleratorsPerReplica()).isEqualTo(4);
        assertThat(fast.processing().p95Ms()).isLessThan(180);
    }

    @Test
    void weights_that_no_replica_holds_are_a_misfit_with_its_numbers() {
        var misfit = Hardware.misfitOf(
                hardware.sizing.replica(chat, hardware.deepseek, Precision.FP8, hardware.l4, NO_LIMIT));
        assertThat(misfit.cause()).isEqualTo(Misfit.Cause.MEMORY);
        assertThat(misfit.value()).isGreaterThan(misfit.limit());
        assertThat(misfit.limit()).isCloseTo(8 * 24 * 0.937 * 0.9, within(1e-9));
        assertThat(misfit.words()).contains("deepseek-ai/DeepSeek-R1 in fp8", "8 × L4-24GB give 161.9 GiB");
    }

    @Test
    void four_bit_weights_need_an_accelerator_that_computes_them() {
        var misfit = Hardware.misfitOf(
                hardware.sizing.replica(chat, hardware.llama8, Precision.FP4, hardware.h100, NO_LIMIT));
        assertThat(misfit.cause()).isEqualTo(Misfit.Cause.MODEL_SUPPORT);
        assertThat(misfit.words()).contains("fp4");
    }

    @Test
    void eight_bit_weights_are_computed_at_16_bit_where_the_accelerator_knows_no_fp8() {
        assertThat(Precision.FP8.tflops(hardware.accelerator("A100-80GB-SXM"))).isEqualTo(312.0);
        assertThat(Precision.FP8.tflops(hardware.h100)).isEqualTo(1979.0);
    }

    @Test
    void a_budget_on_frames_needs_a_declared_time() {
        var undeclared = Hardware.declared(100, 5, BudgetMetric.FRAME, null);
        assertThat(Hardware.misfitOf(hardware.sizing.replica(
                                undeclared, hardware.llama8, Precision.FP8, hardware.h100, NO_LIMIT))
                        .cause())
                .isEqualTo(Misfit.Cause.NEEDS_MEASUREMENT);
        var declared = Hardware.declared(100, 5, BudgetMetric.FRAME, 26.0);
        var plan = Hardware.planOf(
                hardware.sizing.replica(declared, hardware.llama8, Precision.FP8, hardware.h100, NO_LIMIT));
        assertThat(plan.processing().p95Ms()).isEqualTo(26);
        assertThat(plan.processing().lowMs()).isEqualTo(26);
        assertThat(plan.serviceMs()).isCloseTo(20, within(1e-9));
    }

    @Test
    void a_declared_time_to_first_token_leaves_the_writing_of_the_answer_to_the_model() {
        var declared = Hardware.declared(1020, 129, BudgetMetric.TTFT, 130.0);
        var plan = Hardware.planOf(
                hardware.sizing.replica(declared, hardware.llama70, Precision.FP8, hardware.h100, NO_LIMIT));
        assertThat(plan.serviceMs()).isCloseTo(100 + 128 * plan.interTokenP95Ms() / 1.3, within(1e-6));
    }

    @Test
    void prefix_cache_and_tools_change_the_time_to_first_token() {
        var plain = Hardware.shape(4000, 100, BudgetMetric.TTFT, LatencyTier.T500);
        var cached = new RequestShape(4000, 100, 0, 0.75, 40, null, BudgetMetric.TTFT, LatencyTier.T500);
        double whole = p50(plain);
        assertThat(p50(cached)).isCloseTo(whole / 4 + 40, within(1e-9));
    }

    private double p50(RequestShape shape) {
        return Hardware.planOf(hardware.sizing.replica(shape, hardware.llama8, Precision.FP8, hardware.h100, NO_LIMIT))
                        .processing()
                        .p95Ms()
                / 1.3;
    }

    @Test
    void g1_fine_tuning_of_70b_takes_seven_h100_hours() {
        assertThat(hardware.sizing.fineTuningH100Hours(hardware.llama70)).isCloseTo(6.80, within(0.005));
    }

    @Test
    void a_fine_tuning_run_takes_what_its_memory_asks_for() {
        // 70.6e9 × 2 B × 1.25 = 164.4 GiB; an H100 gives 79.2 × 0.9 = 71.3 GiB: 2.3, so 4 accelerators.
        var run = Hardware.runOf(hardware.sizing.run(hardware.llama70, hardware.h100, 6.80, 1.25, 24, 730.0 / 24));
        assertThat(run.accelerators()).isEqualTo(4);
        assertThat(run.hoursPerMonth()).isCloseTo(6.80 / 4 * 730 / 24, within(1e-9));
        assertThat(run.arithmetic()).startsWith("4 × H100-80GB-SXM: a run of 6.8 accelerator-hours within 24.0 h");
    }

    @Test
    void a_training_run_takes_whole_servers_where_the_deadline_is_short() {
        // 2,000 h ÷ (0.8 × 168 h) = 14.9, so 16.
        var run = Hardware.runOf(hardware.sizing.run(hardware.llama8, hardware.h100, 2000, 8, 168, 1.0 / 3));
        assertThat(run.accelerators()).isEqualTo(16);
        // An L4 has 121 of 989 TFLOPS: 16,347 h, 121.6 of them, so 128.
        var slow = Hardware.runOf(hardware.sizing.run(hardware.llama8, hardware.l4, 2000, 8, 168, 1.0 / 3));
        assertThat(slow.acceleratorHoursPerRun()).isCloseTo(2000 * 989.0 / 121, within(1e-6));
        assertThat(slow.accelerators()).isEqualTo(128);
    }

    @Test
    void g2_a_light_stream_fits_on_one_accelerator_without_waiting() {
        var plan = Hardware.planOf(hardware.sizing.stream(5.0, null, hardware.l4));
        assertThat(plan.serviceMs()).isCloseTo(3.846, within(0.0005));
        assertThat(plan.serversPerReplica()).isEqualTo(4);
        assertThat(plan.offeredLoad(295)).isCloseTo(1.1346, within(0.00005));
        assertThat(ErlangC.waitProbability(4, plan.offeredLoad(295))).isCloseTo(0.0309, within(0.00005));
        assertThat(plan.replicas(295, plan.utilisation(5))).isEqualTo(1);
        assertThat(plan.queue(295, 1).p95Ms()).isZero();
    }

    @Test
    void g3_a_heavier_stream_waits_on_one_accelerator() {
        var plan = Hardware.planOf(hardware.sizing.stream(19.0, null, hardware.l4));
        assertThat(plan.serviceMs()).isCloseTo(14.615, within(0.0005));
        assertThat(plan.offeredLoad(128)).isCloseTo(1.8708, within(0.00005));
        assertThat(ErlangC.waitProbability(4, plan.offeredLoad(128))).isCloseTo(0.1437, within(0.00005));
        assertThat(plan.queue(128, 1).p95Ms()).isCloseTo(7.248, within(0.0005));
        assertThat(plan.replicas(128, plan.utilisation(8))).isEqualTo(1);
        // A budget that leaves 7 ms is too tight for one.
        assertThat(plan.replicas(128, plan.utilisation(7))).isEqualTo(2);
    }

    @Test
    void a_stream_takes_longer_on_a_slower_accelerator_and_no_less_on_a_faster_one() {
        var slow = Hardware.planOf(hardware.sizing.stream(13.0, null, hardware.t4));
        assertThat(slow.serviceMs()).isCloseTo(10 * 121.0 / 65, within(1e-9));
        assertThat(slow.processing().p95Ms()).isCloseTo(13 * 121.0 / 65, within(1e-9));
        assertThat(slow.processing().highMs()).isGreaterThan(slow.processing().p95Ms());
        // 16 × 0.937 × 0.9 = 13.5 GiB hold three streams of 4 GiB.
        assertThat(slow.serversPerReplica()).isEqualTo(3);
        var fast = Hardware.planOf(hardware.sizing.stream(13.0, null, hardware.h100));
        assertThat(fast.serviceMs()).isCloseTo(10, within(1e-9));
        assertThat(fast.processing().p95Ms()).isEqualTo(13);
    }

    @Test
    void a_stream_with_a_large_model_takes_as_many_accelerators_as_hold_it() {
        var plan = Hardware.planOf(hardware.sizing.stream(13.0, 32.0, hardware.l4));
        assertThat(plan.acceleratorsPerReplica()).isEqualTo(2);
        assertThat(Hardware.misfitOf(hardware.sizing.stream(13.0, 400.0, hardware.l4))
                        .cause())
                .isEqualTo(Misfit.Cause.MEMORY);
    }

    @Test
    void a_stream_without_a_declared_time_must_be_measured() {
        assertThat(Hardware.misfitOf(hardware.sizing.stream(null, null, hardware.l4))
                        .cause())
                .isEqualTo(Misfit.Cause.NEEDS_MEASUREMENT);
    }

    @Test
    void a_batch_is_done_within_its_window_at_full_throughput() {
        var shape = Hardware.shape(2730, 167, BudgetMetric.E2E, LatencyTier.NONE);
        var plan = Hardware.planOf(
                hardware.sizing.replica(shape, hardware.llama8, Precision.FP8, hardware.h100, NO_LIMIT));
        double window = hardware.sizing.batchWindowHours(8 * 3600.0);
        assertThat(window).isEqualTo(8);
        assertThat(hardware.sizing.batchWindowHours(null)).isEqualTo(24);
        assertThat(hardware.sizing.batchWindowHours(90_000.0)).isEqualTo(24);
        assertThat(plan.windowLoad(1_000_000, window))
                .isCloseTo(1e6 / (8 * 3600) * 167 / plan.tokensPerSecond().value(), within(1e-9));
        assertThat(hardware.sizing.batchHoursPerMonth(window)).isCloseTo(8 * 30.417, within(1e-9));
    }

    @Test
    void without_time_to_wait_no_number_of_replicas_is_enough() {
        var plan = Hardware.planOf(hardware.sizing.stream(19.0, null, hardware.l4));
        assertThat(plan.load(128, plan.utilisation(0))).isInfinite();
        assertThatThrownBy(() -> plan.replicas(128, 0)).hasMessageContaining("no time to wait");
        assertThat(plan.load(0, 0.5)).isZero();
    }
}
