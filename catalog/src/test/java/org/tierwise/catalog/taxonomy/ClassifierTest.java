package org.tierwise.catalog.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Constraints;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.LatencyBudget;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Runtime;
import org.tierwise.catalog.workload.TokenProfile;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

class ClassifierTest {
    private final Classifier classifier = new Classifier(Thresholds.DEFAULT);

    @ParameterizedTest(name = "{0} is {9} by {8}")
    @CsvSource(nullValues = "-", textBlock = """
            code completion,         INTERACTIVE, HUMAN,  200,   -,     1469, 13, -,      R06, CODE_COMPLETION,      T200,  -
            service chat,            INTERACTIVE, HUMAN,  500,   -,     -,    -,  -,      R07, LIVE_CONVERSATION,    T500,  -
            inspection of video,     STREAM,      -,      100,   -,     -,    -,  -,      R04, LIVE_VIDEO,           T100,  -
            industrial control,      CONTROL,     -,      50,    -,     -,    -,  -,      R03, CONTROL_LOOP,         T50,   -
            overnight summaries,     BATCH,       -,      -,     28800, -,    -,  -,      R02, BATCH,                NONE,  -
            nightly LoRA,            FINE_TUNING, -,      300,   -,     -,    -,  -,      R01, FINE_TUNING,          NONE,  BUDGET_IGNORED
            pre-training,            TRAINING,    -,      -,     86400, -,    -,  -,      R01, TRAINING,             NONE,  -
            contract analysis,       -,           HUMAN,  10000, -,     -,    -,  120000, R05, LARGE_CONTEXT,        TOPEN, -
            database dump,           BATCH,       -,      -,     -,     -,    -,  500000, R02, BATCH,                NONE,  -
            coding agent,            -,           HUMAN,  500,   -,     -,    -,  100000, R05, LARGE_CONTEXT,        T500,  -
            fraud check,             SERVICE,     -,      150,   -,     -,    -,  -,      R10, NEAR_REAL_TIME,       T200,  -
            service in 80 ms,        SERVICE,     -,      80,    -,     -,    -,  -,      R09, LIVE_VIDEO,           T100,  PURPOSE_BUDGET_MISMATCH
            human at 50,             -,           HUMAN,  50,    -,     -,    -,  -,      R09, CONTROL_LOOP,         T50,   PURPOSE_BUDGET_MISMATCH
            human at 51,             -,           HUMAN,  51,    -,     -,    -,  -,      R09, LIVE_VIDEO,           T100,  PURPOSE_BUDGET_MISMATCH
            human at 100,            -,           HUMAN,  100,   -,     -,    -,  -,      R09, LIVE_VIDEO,           T100,  PURPOSE_BUDGET_MISMATCH
            human at 101,            -,           HUMAN,  101,   -,     -,    -,  -,      R06, CODE_COMPLETION,      T200,  -
            human at 200,            -,           HUMAN,  200,   -,     -,    -,  -,      R06, CODE_COMPLETION,      T200,  -
            human at 201,            -,           HUMAN,  201,   -,     -,    -,  -,      R07, LIVE_CONVERSATION,    T500,  -
            human at 500,            -,           HUMAN,  500,   -,     -,    -,  -,      R07, LIVE_CONVERSATION,    T500,  -
            human at 501,            -,           HUMAN,  501,   -,     -,    -,  -,      R08, INTERACTIVE_TOLERANT, TOPEN, -
            control in 80 ms,        CONTROL,     -,      80,    -,     -,    -,  -,      R03, CONTROL_LOOP,         T100,  PURPOSE_BUDGET_MISMATCH
            stream in 40 ms,         STREAM,      -,      40,    -,     -,    -,  -,      R09, CONTROL_LOOP,         T50,   PURPOSE_BUDGET_MISMATCH
            stream in 150 ms,        STREAM,      -,      150,   -,     -,    -,  -,      R10, NEAR_REAL_TIME,       T200,  -
            interactive, INTERACTIVE, -,          -,      -,     -,    -,  -,             R11, UNCLASSIFIED,         NONE,  -
            nothing known,           -,           -,      700,   -,     -,    -,  -,      R11, UNCLASSIFIED,         NONE,  -
            long context for nobody, -,           NOBODY, 500,   -,     -,    -,  100000, R02, BATCH,                NONE,  BUDGET_IGNORED
            batch a human waits for, BATCH,       HUMAN,  4000,  -,     -,    -,  16000,  R08, INTERACTIVE_TOLERANT, TOPEN, PURPOSE_WAITING_MISMATCH
            batch without budget,    BATCH,       HUMAN,  -,     7200,  -,    -,  -,      R11, UNCLASSIFIED,         NONE,  PURPOSE_WAITING_MISMATCH
            deadline as budget,      SERVICE,     -,      -,     20,    -,    -,  -,      R10, NEAR_REAL_TIME,       TOPEN, -
            deadline of a minute,    SERVICE,     -,      -,     60,    -,    -,  -,      R02, BATCH,                NONE,  -
            budget of a minute,      SERVICE,     -,      60000, -,     -,    -,  -,      R02, BATCH,                NONE,  -
            stream with a deadline,  STREAM,      -,      -,     3600,  -,    -,  -,      R11, UNCLASSIFIED,         NONE,  -
            context just below,      -,           HUMAN,  500,   -,     -,    -,  32767,  R07, LIVE_CONVERSATION,    T500,  -
            context at the limit,    -,           HUMAN,  500,   -,     -,    -,  32768,  R05, LARGE_CONTEXT,        T500,  -
            context of the parts,    -,           HUMAN,  500,   -,     32000, 768, -,    R05, LARGE_CONTEXT,        T500,  -
            """)
    void every_row_of_the_decision_table_holds(
            String name,
            @Nullable Purpose purpose,
            @Nullable Waiting waiting,
            @Nullable Double budgetMs,
            @Nullable Double deadlineSeconds,
            @Nullable Integer input,
            @Nullable Integer output,
            @Nullable Integer context,
            String rule,
            WorkloadClass workloadClass,
            LatencyTier latencyTier,
            @Nullable Warning warning) {
        var result = classifier.classify(
                workload(name, purpose, waiting, budgetMs, deadlineSeconds, input, output, context));

        assertThat(result.rule()).isEqualTo(rule);
        assertThat(result.workloadClass()).isEqualTo(workloadClass);
        assertThat(result.latencyTier()).isEqualTo(latencyTier);
        assertThat(result.warnings()).isEqualTo(warning == null ? java.util.Set.of() : java.util.Set.of(warning));
        assertThat(result.trace().getLast()).startsWith(rule + " applies");
    }

    @Test
    void the_coding_agent_is_interactive_and_measured_on_its_first_token() {
        var agent = classifier.classify(workload("agent", null, Waiting.HUMAN, 500.0, null, null, null, 100_000));

        assertThat(agent.interactive()).isTrue();
        assertThat(agent.metric()).isEqualTo(BudgetMetric.TTFT);
        assertThat(agent.contextTokens()).isEqualTo(100_000);
        assertThat(agent.evidence()).isEqualTo("the context is 100,000 tokens and budget 500 ms");
    }

    @Test
    void the_trace_names_each_rule_tried_with_the_values_that_decided() {
        var fraud = classifier.classify(workload("fraud", Purpose.SERVICE, null, 150.0, null, null, null, null));

        assertThat(fraud.trace())
                .hasSize(10)
                .startsWith("R01 does not apply (the purpose is training or fine-tuning): the purpose is SERVICE.")
                .contains("R04 does not apply (stream with a budget above 50 ms and up to 100 ms): "
                        + "the purpose is SERVICE, the budget is 150 ms.")
                .endsWith("R10 applies (a budget above 100 ms): the budget is 150 ms.");
        assertThat(fraud.evidence()).isEqualTo("budget 150 ms and a machine waits (taken from the purpose)");
    }

    @Test
    void an_unclassified_workload_says_which_fields_are_missing() {
        assertThat(classifier.classify(workload("w", null, null, null, null, null, null, null)))
                .returns(List.of("purpose", "latency_budget"), Classification::missing)
                .returns(1, c -> c.trace().size());
        assertThat(classifier
                        .classify(workload("w", Purpose.SERVICE, null, null, null, null, null, null))
                        .missing())
                .containsExactly("latency_budget");
        assertThat(classifier
                        .classify(workload("w", Purpose.SERVICE, null, 1.0, null, null, null, null))
                        .missing())
                .isEmpty();
    }

    @Test
    void training_stays_central_batch_leaves_the_edge_out_and_unclassified_goes_nowhere() {
        assertThat(tiers(Purpose.TRAINING, null)).containsExactly(SiteTier.CENTRAL);
        assertThat(tiers(Purpose.BATCH, null)).containsExactly(SiteTier.CENTRAL, SiteTier.REGIONAL);
        assertThat(tiers(Purpose.CONTROL, 20.0)).containsExactly(SiteTier.CENTRAL, SiteTier.REGIONAL, SiteTier.EDGE);
        assertThat(tiers(Purpose.CONTROL, null)).isEmpty();
    }

    @Test
    void a_context_beyond_the_model_is_a_warning_and_an_unknown_limit_is_not() {
        var workload = workload("shift handover", Purpose.INTERACTIVE, null, 400.0, null, null, null, 16_000);

        assertThat(classifier.classify(workload, 8_192).warnings()).containsExactly(Warning.CONTEXT_OVER_MODEL);
        assertThat(classifier.classify(workload, 16_000).warnings()).isEmpty();
        assertThat(classifier.classify(workload, 0).warnings()).isEmpty();
    }

    @Test
    void thresholds_are_data() {
        var loose = new Classifier(new Thresholds(50, 100, 300, 500, 60_000, 60, 8_000));

        var workload = workload("w", null, Waiting.HUMAN, 250.0, null, null, null, null);
        assertThat(loose.classify(workload).workloadClass()).isEqualTo(WorkloadClass.CODE_COMPLETION);
        assertThat(loose.classify(workload("w", null, Waiting.HUMAN, 250.0, null, null, null, 8_000))
                        .rule())
                .isEqualTo("R05");
    }

    @Test
    void a_stated_metric_wins_over_the_default_of_the_class() {
        var stated = new LatencyBudget(1_500.0, BudgetMetric.E2E, 95, null, null, null);

        assertThat(classifier
                        .classify(with(stated, Purpose.INTERACTIVE, null, TokenProfile.NONE))
                        .metric())
                .isEqualTo(BudgetMetric.E2E);
        assertThat(classifier
                        .classify(workload("w", Purpose.BATCH, null, null, null, null, null, null))
                        .metric())
                .isNull();
    }

    @Test
    void tokens_that_add_up_beyond_an_int_do_not_turn_negative() {
        var huge = workload("w", null, Waiting.HUMAN, 500.0, null, Integer.MAX_VALUE, Integer.MAX_VALUE, null);

        assertThat(classifier.classify(huge).contextTokens()).isEqualTo(Integer.MAX_VALUE);
    }

    private java.util.Set<SiteTier> tiers(Purpose purpose, @Nullable Double budgetMs) {
        return classifier
                .classify(workload("w", purpose, null, budgetMs, null, null, null, null))
                .eligibleTiers();
    }

    private static Workload workload(
            String name,
            @Nullable Purpose purpose,
            @Nullable Waiting waiting,
            @Nullable Double budgetMs,
            @Nullable Double deadlineSeconds,
            @Nullable Integer input,
            @Nullable Integer output,
            @Nullable Integer context) {
        return with(
                new LatencyBudget(budgetMs, null, 95, null, null, deadlineSeconds),
                purpose,
                waiting,
                new TokenProfile(input, output, context, 0));
    }

    private static Workload with(
            LatencyBudget budget, @Nullable Purpose purpose, @Nullable Waiting waiting, TokenProfile tokens) {
        return new Workload(
                "w-1",
                "",
                "example",
                "",
                "",
                "",
                "",
                List.of(),
                null,
                WorkloadStatus.ACTIVE,
                purpose,
                waiting,
                budget,
                tokens,
                Demand.NONE,
                Runtime.NONE,
                Constraints.NONE,
                Map.of());
    }
}
