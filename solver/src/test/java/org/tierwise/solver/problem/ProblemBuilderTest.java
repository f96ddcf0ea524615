package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Thresholds;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.Purpose;

/** From workloads to options on the shipped catalogue. */
class ProblemBuilderTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    private static final Policy COMMITTED =
            new Policy("committed", 0.05, PurchaseTerm.RESERVED_1Y, Thresholds.DEFAULT, true);

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

    private final Workloads nightly = Workloads.named("nightly")
            .purpose(Purpose.BATCH)
            .deadlineHours(12)
            .tokens(2730, 167)
            .model("Qwen2.5-14B")
            .average(1);

    private final Workloads lora = Workloads.named("lora")
            .purpose(Purpose.FINE_TUNING)
            .deadlineHours(6)
            .model("Llama-3.3-70B");

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
            assertThat(option.p95Ms()).isLessThan(500);
            assertThat(option.replicaCostMicros() % 10_000).isZero();
            assertThat(option.sliceCostMicros() % 10_000).isZero();
            assertThat(option.latencyPriceMicros()).isEqualTo(Math.round(0.05 * option.p95Ms() * 4.2 * 1e6));
        });
    }

    @Test
    void the_numbers_of_every_option_are_the_sums_of_its_details() {
        for (var slice : build(chat, camera, nightly, lora).slices()) {
            for (var option : slice.options()) {
                var details = slice.details(option);
                assertThat(sum(details.replicaCost())).isEqualTo(option.replicaCostMicros());
                assertThat(sum(details.sliceCost())).isEqualTo(option.sliceCostMicros());
                assertThat(details.latency().p95Ms()).isEqualTo(option.p95Ms());
                assertThat(details.sizing()).isNotBlank();
            }
        }
    }

    private static long sum(List<CostPart> parts) {
        return parts.stream().mapToLong(part -> part.amount().micros()).sum();
    }

    @Test
    void an_option_of_another_slice_is_not_explained() {
        var slice = build(chat).slices().getFirst();
        var pools = slice.options().stream().map(PlacementOption::pool).toList();
        int excluded = IntStream.range(0, pools.size() + 1)
                .filter(pool -> !pools.contains(pool))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> slice.details(new PlacementOption(excluded, 1, 1, 1, 1, 1, 1)))
                .hasMessageContaining("chat@Munich DE")
                .hasMessageContaining("(" + excluded + ")");
    }

    @Test
    void every_pool_is_an_option_or_an_exclusion_once() {
        var problem = build(chat, camera, nightly, lora);
        assertThat(problem.groups()).isEqualTo(4);
        assertThat(problem.slices()).allSatisfy(slice -> {
            assertThat(slice.options()).extracting(PlacementOption::pool).doesNotHaveDuplicates();
            assertThat(slice.options().size() + slice.exclusions().total())
                    .isEqualTo(problem.pools().size());
            assertThat(slice.exclusions().nearestMisses())
                    .hasSizeLessThanOrEqualTo(ExclusionTally.KEPT)
                    .extracting(Exclusion::pool)
                    .doesNotContainAnyElementsOf(
                            slice.options().stream().map(PlacementOption::pool).toList());
        });
    }

    @Test
    void the_same_inputs_give_the_same_problem_and_a_changed_one_another_hash() {
        var one = build(chat, camera);
        var again = build(chat, camera);
        assertThat(again.inputHash()).isEqualTo(one.inputHash());
        assertThat(again.pools()).isEqualTo(one.pools());
        assertThat(again.slices())
                .extracting(
                        DemandSlice::slice,
                        DemandSlice::group,
                        DemandSlice::options,
                        DemandSlice::verdict,
                        DemandSlice::minimumTier,
                        DemandSlice::unplacedWeight,
                        DemandSlice::nearestChange)
                .isEqualTo(one.slices().stream()
                        .map(slice -> tuple(
                                slice.slice(),
                                slice.group(),
                                slice.options(),
                                slice.verdict(),
                                slice.minimumTier(),
                                slice.unplacedWeight(),
                                slice.nearestChange()))
                        .toList());
        assertThat(build(camera, chat).inputHash()).isNotEqualTo(one.inputHash());
        assertThat(ProblemBuilder.build(
                                List.of(chat.build(), camera.build()),
                                CATALOGUE,
                                Policy.LOWEST_COST,
                                BuildChoices.DEFAULT)
                        .inputHash())
                .isNotEqualTo(one.inputHash());
        assertThat(one.inputHash()).matches("[0-9a-f]{64}");
    }

    @Test
    void data_stay_in_the_one_allowed_country() {
        var problem = build(chat.in("DE"));
        assertThat(problem.slices())
                .allSatisfy(slice -> assertThat(places(problem, slice))
                        .isNotEmpty()
                        .extracting(PlacedAt::country)
                        .containsOnly("DE"));
    }

    @Test
    void a_pool_that_has_just_enough_is_an_option_and_one_with_one_less_is_not() {
        for (var peak : new double[] {300, 2_000}) {
            var workload = chat.peak(peak);
            var problem = build(workload);
            var slice = problem.slices().getFirst();
            var option = slice.options().stream()
                    .filter(one -> one.acceleratorsPerReplica() > 0 && alone(one) > 1)
                    .findFirst()
                    .orElseThrow();
            var id = problem.pools().get(option.pool()).at().optionId();
            int needed = Math.toIntExact(alone(option));
            assertThat(hasOptionAt(id, workload, needed))
                    .as(id + " with " + needed)
                    .isTrue();
            assertThat(hasOptionAt(id, workload, needed - 1))
                    .as(id + " with " + (needed - 1))
                    .isFalse();
        }
    }

    private static long alone(PlacementOption option) {
        return Math.ceilDiv(option.loadMicros(), 1_000_000L) * option.acceleratorsPerReplica();
    }

    /** In a world where only this pool has a quantity of its own. */
    private static boolean hasOptionAt(String poolId, Workloads workload, int quantity) {
        var catalogue = withPools(CATALOGUE.pools().stream()
                .map(pool -> pool.id().equals(poolId)
                        ? new CapacityPool(
                                pool.id(),
                                pool.siteId(),
                                pool.acceleratorId(),
                                pool.term(),
                                new Figure(quantity, "1", Provenance.assumed("test")),
                                pool.usdPerAcceleratorHour(),
                                pool.hostIncluded())
                        : pool)
                .toList());
        var problem = ProblemBuilder.build(List.of(workload.build()), catalogue, Policy.BALANCED, BuildChoices.DEFAULT);
        return problem.slices().getFirst().options().stream()
                .anyMatch(option ->
                        problem.pools().get(option.pool()).at().optionId().equals(poolId));
    }

    @Test
    void data_stay_in_the_allowed_countries() {
        var problem = build(chat.in("DE", "FR"));
        assertThat(problem.slices()).allSatisfy(slice -> {
            assertThat(places(problem, slice))
                    .isNotEmpty()
                    .extracting(PlacedAt::country)
                    .containsOnly("DE", "FR");
            assertThat(excluded(slice, ExclusionReason.RESIDENCY)).isPositive();
        });
    }

    @Test
    void training_never_runs_at_the_edge_even_for_nothing() {
        var free = withPools(CATALOGUE.pools().stream()
                .map(pool -> new CapacityPool(
                        pool.id(),
                        pool.siteId(),
                        pool.acceleratorId(),
                        pool.term(),
                        pool.quantity(),
                        new Figure(0, "USD/h", Provenance.assumed("test")),
                        true))
                .toList());
        var problem = ProblemBuilder.build(
                List.of(lora.hosted("On-prem Stuttgart").build()), free, Policy.LOWEST_COST, BuildChoices.DEFAULT);
        assertThat(places(problem, problem.slices().getFirst()))
                .isNotEmpty()
                .extracting(PlacedAt::tier)
                .containsOnly(SiteTier.CENTRAL);
    }

    @Test
    void spot_capacity_is_for_batch_only_and_a_batch_stays_away_from_the_edge() {
        var problem = build(chat, nightly);
        assertThat(places(problem, problem.slices().getFirst()))
                .extracting(PlacedAt::term)
                .doesNotContain(PurchaseTerm.SPOT);
        var batch = problem.slices().getLast();
        assertThat(places(problem, batch)).extracting(PlacedAt::term).contains(PurchaseTerm.SPOT);
        assertThat(places(problem, batch)).extracting(PlacedAt::tier).doesNotContain(SiteTier.EDGE);
        assertThat(batch.slice().location()).isNull();
        assertThat(batch.slice().id()).isEqualTo("nightly@");
        assertThat(batch.options())
                .allSatisfy(option -> assertThat(option.latencyPriceMicros()).isZero());
    }

    @Test
    void reserved_prices_are_options_as_far_as_the_policy_promises() {
        var onDemand = build(chat).slices().getFirst();
        var committed = ProblemBuilder.build(List.of(chat.build()), CATALOGUE, COMMITTED, BuildChoices.DEFAULT);
        assertThat(excluded(onDemand, ExclusionReason.PURCHASE_TERM)).isPositive();
        assertThat(places(committed, committed.slices().getFirst()))
                .extracting(PlacedAt::term)
                .contains(PurchaseTerm.ON_DEMAND, PurchaseTerm.RESERVED_1Y)
                .doesNotContain(PurchaseTerm.RESERVED_3Y);
    }

    @Test
    void g1_a_fine_tuning_of_70_billion_parameters_takes_6_8_hours_of_an_h100() {
        assertThat(StandIns.fineTuningHours(70.6, CATALOGUE.assumptions())).isCloseTo(6.80, within(0.005));
        assertThat(notes(lora)).anyMatch(note -> note.contains("6.8 H100-hours"));
    }

    @Test
    void g2_and_g3_a_stream_needs_one_accelerator_and_its_queue_is_erlang_c() {
        var sensor = Workloads.named("sensor")
                .purpose(Purpose.STREAM)
                .budget(40)
                .processing(5)
                .peak(295)
                .at(Workloads.STUTTGART)
                .hosted("On-prem Stuttgart");
        var g2 = onOwnL4(build(sensor));
        var g2Queue = g2.details().queue();
        assertThat(g2Queue.serviceMs()).isCloseTo(3.846, within(0.001));
        assertThat(g2Queue.offeredLoad()).isCloseTo(1.1346, within(0.0001));
        assertThat(g2Queue.serversPerReplica()).isEqualTo(4);
        assertThat(g2.option().loadMicros()).isLessThanOrEqualTo(1_000_000);
        assertThat(part(g2, "queue").p95Ms()).isZero();

        var g3 = onOwnL4(build(camera.hosted("On-prem Stuttgart")));
        assertThat(g3.details().queue().serviceMs()).isCloseTo(14.615, within(0.001));
        assertThat(g3.details().queue().offeredLoad()).isCloseTo(1.8708, within(0.0001));
        assertThat(part(g3, "queue").p95Ms()).isCloseTo(7.248, within(0.01));
        assertThat(g3.option().acceleratorsPerReplica()).isEqualTo(1);
    }

    @Test
    void g4_an_own_l4_costs_its_purchase_maintenance_and_energy() {
        var assumptions = CATALOGUE.assumptions();
        assertThat(OwnPremises.usdPerHour(assumptions, "own.priceL4") * 730).isCloseTo(125.00 + 56.25, within(0.005));
        var details = onOwnL4(build(camera.hosted("On-prem Stuttgart"))).details();
        assertThat(details.replicaCost())
                .extracting(CostPart::name)
                .containsExactly("capital", "maintenance", "energy");
        assertThat(details.replicaCost().get(0).amount().usd()).isEqualByComparingTo("125.00");
        assertThat(details.replicaCost().get(1).amount().usd()).isEqualByComparingTo("56.25");
    }

    @Test
    void own_premises_are_proposed_said_and_reached_by_lan_but_only_by_their_own() {
        var elsewhere = Workloads.named("elsewhere")
                .purpose(Purpose.STREAM)
                .budget(500)
                .processing(19)
                .peak(10)
                .at(Workloads.NEW_YORK);
        var problem = build(camera.hosted("On-prem Stuttgart").access(AccessProfile.FIVE_G), elsewhere);
        assertThat(problem.notes())
                .anyMatch(note -> note.startsWith("OWN_PREMISES_ASSUMED") && note.contains("Stuttgart"));
        var own = problem.pools().stream()
                .filter(pool -> pool.at().provider().equals("own"))
                .toList();
        assertThat(own).extracting(PlacementPool::capacity).containsExactly(16, 8);
        assertThat(part(onOwnL4(problem), "access").p95Ms()).isEqualTo(2);
        assertThat(places(problem, problem.slices().get(1)))
                .extracting(PlacedAt::provider)
                .doesNotContain("own");
        var refused = ProblemBuilder.build(
                List.of(camera.build()), CATALOGUE, Policy.BALANCED, new BuildChoices(false, true, false));
        assertThat(refused.pools()).noneMatch(pool -> pool.at().provider().equals("own"));
    }

    @Test
    void an_unclassified_workload_is_left_out_with_the_missing_field_or_stops_the_build() {
        var vague = Workloads.named("vague").human().at(Workloads.MUNICH);
        var slice = build(vague).slices().getFirst();
        assertThat(slice.blocked()).isEqualTo("UNCLASSIFIED");
        assertThat(slice.blockedReason()).contains("vague", "latency_budget");
        assertThatThrownBy(() -> ProblemBuilder.build(
                        List.of(vague.build()), CATALOGUE, Policy.BALANCED, new BuildChoices(true, false, false)))
                .isInstanceOf(UnclassifiedWorkloads.class)
                .hasMessageContaining("latency_budget");
    }

    @Test
    void who_needs_an_answer_needs_a_place_and_the_retired_are_not_placed() {
        var nowhere = Workloads.named("nowhere")
                .purpose(Purpose.INTERACTIVE)
                .budget(500)
                .tokens(100, 10)
                .peak(1);
        var problem =
                build(nowhere, Workloads.named("old").purpose(Purpose.BATCH).retired());
        assertThat(problem.slices()).hasSize(1);
        assertThat(problem.slices().getFirst().blocked()).isEqualTo("LOCATION_MISSING");
        assertThat(problem.notes()).anyMatch(note -> note.startsWith("RETIRED") && note.contains("old"));
    }

    @Test
    void what_is_missing_is_filled_with_a_code() {
        var bare = Workloads.named("bare")
                .purpose(Purpose.INTERACTIVE)
                .budget(150)
                .peak(1)
                .at(Workloads.MUNICH);
        assertThat(notes(bare))
                .anyMatch(note -> note.equals("MODEL_DEFAULTED: Qwen/Qwen2.5-Coder-32B"))
                .anyMatch(note -> note.startsWith("TOKENS_DEFAULTED: 1469 in, 13 out"));
        assertThat(notes(bare.tokens(10, 10).model("Lama 3.3 70B")))
                .anyMatch(note -> note.startsWith("MODEL_UNKNOWN: Lama 3.3 70B") && note.contains("Llama-3.3-70B"));
        assertThat(notes(camera)).anyMatch(note -> note.startsWith("STREAM_ASSUMED"));
        assertThat(notes(Workloads.named("train").purpose(Purpose.TRAINING)))
                .anyMatch(note -> note.startsWith("HOURS_DEFAULTED: 2,000"))
                .anyMatch(note -> note.startsWith("DEADLINE_DEFAULTED"));
        assertThat(notes(Workloads.named("people")
                        .purpose(Purpose.INTERACTIVE)
                        .budget(500)
                        .model("Llama 3.1 8B")
                        .at(Workloads.MUNICH)))
                .anyMatch(note -> note.startsWith("RATE_DEFAULTED"));
    }

    @Test
    void a_stream_without_a_time_needs_a_measurement_and_says_which_time_would_do() {
        var unknown = Workloads.named("unknown")
                .purpose(Purpose.STREAM)
                .budget(100)
                .peak(10)
                .at(Workloads.STUTTGART);
        var slice = build(unknown).slices().getFirst();
        assertThat(slice.options()).isEmpty();
        assertThat(slice.verdict()).isEqualTo(Verdict.NEEDS_MEASUREMENT);
        assertThat(slice.nearestChange())
                .isEqualTo("Declare its processing time: with 50 ms or less (95th percentile)" + " it can be placed.");
        var accepted = ProblemBuilder.build(
                List.of(unknown.build()), CATALOGUE, Policy.BALANCED, new BuildChoices(true, true, true));
        assertThat(accepted.slices().getFirst().options()).isNotEmpty();
        assertThat(accepted.slices().getFirst().slice().notes()).anyMatch(note -> note.startsWith("TIME_DEFAULTED"));
        assertThat(accepted.assumptions()).extracting(Assumption::key).contains("sizing.stream.standInServiceMs");
    }

    @Test
    void a_closed_model_is_only_bought_from_its_vendor() {
        var closed = Workloads.named("closed")
                .purpose(Purpose.INTERACTIVE)
                .budget(4000)
                .tokens(1000, 100)
                .model("Claude Sonnet 5")
                .peak(1)
                .at(Workloads.MUNICH);
        var problem = build(closed);
        assertThat(places(problem, problem.slices().getFirst()))
                .extracting(PlacedAt::offerId)
                .isNotEmpty()
                .allSatisfy(offer -> assertThat(offer).contains("claude-sonnet-5"));
        assertThat(problem.slices().getFirst().options()).allSatisfy(option -> {
            assertThat(option.loadMicros()).isZero();
            assertThat(option.replicaCostMicros()).isZero();
            assertThat(option.sliceCostMicros()).isPositive();
        });
    }

    @Test
    void a_control_loop_over_radio_is_infeasible_and_the_change_named_was_verified() {
        var loop = Workloads.named("loop")
                .purpose(Purpose.CONTROL)
                .budget(50)
                .processing(30)
                .peak(10)
                .access(AccessProfile.FIVE_G)
                .at(Workloads.STUTTGART);
        var slice = build(loop).slices().getFirst();
        assertThat(slice.verdict()).isEqualTo(Verdict.INFEASIBLE_NETWORK);
        assertThat(slice.nearestChange()).contains("premises");
        var helped = build(loop.hosted("On-prem Stuttgart")).slices().getFirst();
        assertThat(helped.verdict()).isEqualTo(Verdict.EDGE_REQUIRED);
        assertThat(helped.minimumTier()).isEqualTo(SiteTier.EDGE);
        assertThat(helped.options()).isNotEmpty();
    }

    @Test
    void custom_silicon_is_no_option_until_it_is_accepted() {
        var problem = build(chat);
        var custom = problem.pools().stream()
                .filter(pool -> {
                    var accelerator = pool.at().acceleratorId();
                    return accelerator != null && (accelerator.startsWith("TPU") || accelerator.startsWith("Train"));
                })
                .map(PlacementPool::index)
                .toList();
        assertThat(custom).isNotEmpty();
        assertThat(problem.slices().getFirst().options())
                .extracting(PlacementOption::pool)
                .doesNotContainAnyElementsOf(custom);
    }

    private static PlacementProblem build(Workloads... workloads) {
        return ProblemBuilder.build(
                Stream.of(workloads).map(Workloads::build).toList(), CATALOGUE, Policy.BALANCED, BuildChoices.DEFAULT);
    }

    private static List<String> notes(Workloads workload) {
        return build(workload).slices().getFirst().slice().notes();
    }

    private static List<PlacedAt> places(PlacementProblem problem, DemandSlice slice) {
        return slice.options().stream()
                .map(option -> problem.pools().get(option.pool()).at())
                .toList();
    }

    private record Explained(PlacementOption option, OptionDetails details) {}

    private static Explained onOwnL4(PlacementProblem problem) {
        var slice = problem.slices().getFirst();
        return slice.options().stream()
                .filter(option ->
                        problem.pools().get(option.pool()).at().optionId().matches("own/.*L4-24GB.*"))
                .findFirst()
                .map(option -> new Explained(option, slice.details(option)))
                .orElseThrow();
    }

    private static LatencyPart part(Explained explained, String name) {
        return explained.details().latency().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long excluded(DemandSlice slice, ExclusionReason reason) {
        return slice.exclusions().count(reason);
    }

    private static ReferenceCatalogue withPools(List<CapacityPool> pools) {
        return new ReferenceCatalogue(
                CATALOGUE.version(),
                CATALOGUE.gazetteer(),
                CATALOGUE.sites(),
                CATALOGUE.accelerators(),
                CATALOGUE.models(),
                pools,
                CATALOGUE.offers(),
                CATALOGUE.benchmarks(),
                CATALOGUE.backbone(),
                CATALOGUE.roundTrips(),
                CATALOGUE.egressUsdPerGb(),
                CATALOGUE.assumptions(),
                CATALOGUE.classDefaults());
    }
}
