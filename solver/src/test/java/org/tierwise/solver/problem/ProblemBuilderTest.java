package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Purpose;

/** From workloads to options on the shipped catalogue. */
class ProblemBuilderTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();

    private final Workloads chat = Workloads.named("chat")
            .purpose(Purpose.INTERACTIVE)
            .budget(500)
            .tokens(1020, 129)
            .model("Llama-3.3-70B")
            .peak(8.4)
            .at(Workloads.MUNICH, Workloads.NEW_YORK);

    private final Workloads camera = Workloads.named("camera")
            .purpose(Purpose.STREAM)
            .budget(60)
            .processing(19)
            .peak(128)
            .at(Workloads.STUTTGART);

    @Test
    void a_chat_has_options_on_its_continent_and_the_ocean_is_no_obstacle_to_500_ms() {
        var problem = build(chat);
        assertThat(problem.slices()).hasSize(2);
        var munich = problem.slices().getFirst();
        assertThat(munich.slice().id()).isEqualTo("chat@Munich DE");
        assertThat(munich.slice().peakRps()).isCloseTo(4.2, within(1e-9));
        assertThat(munich.slice().workloadClass()).isEqualTo(WorkloadClass.LIVE_CONVERSATION);
        assertThat(munich.verdict()).isEqualTo(Verdict.EDGE_UNNECESSARY);
        assertThat(places(problem, munich)).extracting(PlacedAt::country).contains("DE", "US");
        assertThat(munich.options()).allSatisfy(option -> {
            assertThat(option.latency().p95Ms()).isLessThan(500);
            assertThat(option.replicaCostMicros() % 10_000).isZero();
            assertThat(option.sliceCostMicros() % 10_000).isZero();
        });
    }

    @Test
    void every_pool_is_an_option_or_an_exclusion_once() {
        var problem = build(chat, camera);
        assertThat(problem.slices())
                .allSatisfy(slice -> assertThat(Stream.concat(
                                slice.options().stream().map(PlacementOption::pool),
                                slice.exclusions().stream().map(Exclusion::pool)))
                        .hasSize(problem.pools().size())
                        .doesNotHaveDuplicates());
    }

    private static PlacementProblem build(Workloads... workloads) {
        return ProblemBuilder.build(
                Stream.of(workloads).map(Workloads::build).toList(), CATALOGUE, Policy.BALANCED, BuildChoices.DEFAULT);
    }

    private static List<PlacedAt> places(PlacementProblem problem, DemandSlice slice) {
        return slice.options().stream()
                .map(option -> problem.pools().get(option.pool()).at())
                .toList();
    }
}
