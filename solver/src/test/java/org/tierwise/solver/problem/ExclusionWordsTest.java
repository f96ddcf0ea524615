package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.WorkloadClass;

class ExclusionWordsTest {
    private static final PlacementPool TOKYO = pool(0, "Tokyo", "JP", SiteTier.REGIONAL, PurchaseTerm.ON_DEMAND);
    private static final PlacementPool SPOT = pool(1, "Ohio", "US", SiteTier.CENTRAL, PurchaseTerm.SPOT);

    @Test
    void latency_is_shown_as_a_sum_that_adds_up() {
        var exclusion = new Exclusion(0, ExclusionReason.LATENCY, 188.65, 120, stack(12, 0, 76.65, 0, 100));
        assertThat(words(TOKYO, exclusion)).isEqualTo("12 access + 77 core + 100 processing = 189 ms, limit 120 ms.");
    }

    @Test
    void parts_are_rounded_so_that_their_sum_is_the_rounded_total() {
        assertThat(ExclusionWords.arithmetic(stack(45.4, 1.4, 70.4, 0, 30.4)))
                .isEqualTo("45 access + 2 aggregation + 70 core + 31 processing = 148 ms");
    }

    @Test
    void small_sums_keep_a_decimal_because_it_can_decide() {
        var exclusion = new Exclusion(0, ExclusionReason.LATENCY, 10.35, 10, stack(2, 0, 1.05, 4.2, 3.1));
        assertThat(words(TOKYO, exclusion))
                .isEqualTo("2.0 access + 1.1 core + 4.2 queue + 3.1 processing = 10.4 ms, limit 10 ms.");
    }

    @Test
    void every_reason_has_a_sentence_with_its_number() {
        assertThat(words(TOKYO, new Exclusion(0, ExclusionReason.CAPACITY, 24, 16, null)))
                .isEqualTo("It needs 24 accelerators; 16 can be had.");
        assertThat(words(TOKYO, new Exclusion(0, ExclusionReason.PROCESSING, 2318.8, 500, null)))
                .isEqualTo("Processing takes 2,319 ms, limit 500 ms.");
        assertThat(words(TOKYO, new Exclusion(0, ExclusionReason.RESIDENCY, 0, 0, null)))
                .contains("JP");
        assertThat(words(SPOT, new Exclusion(1, ExclusionReason.PURCHASE_TERM, 0, 0, null)))
                .contains("batch only");
        assertThat(words(TOKYO, new Exclusion(0, ExclusionReason.CLASS_TIER, 0, 0, null)))
                .contains("LIVE_VIDEO", "regional");
        assertThat(words(TOKYO, new Exclusion(0, ExclusionReason.MEMORY, 141.5, 90, null)))
                .contains("141.5 GiB", "90 GiB");
        for (var reason : ExclusionReason.values()) {
            assertThat(words(TOKYO, new Exclusion(0, reason, 2, 1, null)))
                    .endsWith(".")
                    .doesNotContain("null");
        }
    }

    @Test
    void a_slice_without_options_is_summed_up_with_counts_and_the_nearest_miss() {
        var slice = slice(List.of(
                new Exclusion(0, ExclusionReason.LATENCY, 188.65, 120, stack(12, 0, 76.65, 0, 100)),
                new Exclusion(1, ExclusionReason.RESIDENCY, 0, 0, null)));
        assertThat(ExclusionWords.summary(slice, List.of(TOKYO, SPOT)))
                .isEqualTo("None of 2 pools and offers can serve it: residency rules out 1, latency rules out 1."
                        + " The nearest is Tokyo: 12 access + 77 core + 100 processing = 189 ms, limit 120 ms.");
    }

    private static String words(PlacementPool pool, Exclusion exclusion) {
        return ExclusionWords.sentence(slice(List.of(exclusion)), pool, exclusion);
    }

    private static LatencyStack stack(double access, double aggregation, double core, double queue, double processing) {
        return new LatencyStack(List.of(
                part("access", access),
                part("aggregation", aggregation),
                part("core", core),
                part("queue", queue),
                part("processing", processing)));
    }

    private static LatencyPart part(String name, double ms) {
        return new LatencyPart(name, ms, ms, ms, Kind.DERIVED, "test");
    }

    private static PlacementPool pool(int index, String city, String country, SiteTier tier, PurchaseTerm term) {
        var at = new PlacedAt(
                "site|L4|" + term,
                "aws/x",
                city,
                "aws",
                tier,
                city,
                country,
                new GeoPoint(0, 0),
                "L4-24GB",
                term,
                null);
        return new PlacementPool(index, at, 16);
    }

    private static DemandSlice slice(List<Exclusion> exclusions) {
        var slice = new Slice(
                "W1@Singapore SG",
                "W1",
                "Camera",
                WorkloadClass.LIVE_VIDEO,
                LatencyTier.T100,
                false,
                null,
                1,
                10,
                5,
                null,
                120.0,
                2,
                List.of());
        return new DemandSlice(
                0, slice, 0, List.of(), Exclusions.of(exclusions), null, null, 1, null, null, "", option -> {
                    throw new AssertionError("It has no options.");
                });
    }
}
