package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.solver.problem.VerdictRule.Question;
import org.tierwise.solver.problem.VerdictRule.Ruling;
import org.tierwise.solver.problem.VerdictRule.Seen;

/** Product definition, section 3.5, vectors V1 to V8. Core p95 = 1.05 × p50; bands of section 4. */
class VerdictRuleTest {
    private static final VerdictRule.Beneficial BENEFICIAL = new VerdictRule.Beneficial(20, 0.10, 300);
    private static final double FIBRE = 12;
    private static final double CABLE = 25;
    private static final double FIVE_G = 45;

    private final Seen edgeSingapore = seen(SiteTier.EDGE, FIBRE, 1, 1.0, 0.75, 1.34, 100);
    private final Seen tokyo = seen(SiteTier.REGIONAL, FIBRE, 0, 73, 0.90, 1.10, 100);
    private final Seen usEast = seen(SiteTier.CENTRAL, FIBRE, 0, 224, 0.90, 1.10, 100);

    @Test
    void v1_a_region_that_meets_the_budget_makes_the_edge_unnecessary() {
        assertThat(edgeSingapore.p95Ms()).isCloseTo(114.05, within(0.005));
        assertThat(tokyo.p95Ms()).isCloseTo(188.65, within(0.005));
        assertThat(tokyo.lowMs()).isCloseTo(180.99, within(0.0051));
        assertThat(tokyo.highMs()).isCloseTo(196.32, within(0.0051));
        assertThat(usEast.p95Ms()).isCloseTo(347.20, within(0.005));
        assertRuling(rule(200, edgeSingapore, tokyo, usEast), Verdict.EDGE_UNNECESSARY, SiteTier.REGIONAL);
    }

    @Test
    void v2_a_budget_that_only_the_edge_meets_requires_it() {
        assertRuling(rule(120, edgeSingapore, tokyo, usEast), Verdict.EDGE_REQUIRED, SiteTier.EDGE);
    }

    @Test
    void v3_a_generous_budget_is_met_from_the_centre() {
        assertRuling(rule(500, edgeSingapore, tokyo, usEast), Verdict.EDGE_UNNECESSARY, SiteTier.CENTRAL);
    }

    @Test
    void v4_the_edge_is_beneficial_where_people_would_notice_the_way_to_the_centre() {
        assertRuling(rule(500, edgeSingapore, usEast), Verdict.EDGE_BENEFICIAL, SiteTier.CENTRAL);
    }

    @Test
    void v5_radio_access_makes_a_control_loop_infeasible_but_for_a_site_on_the_premises() {
        var pop = seen(SiteTier.EDGE, FIVE_G, 1, 1.0, 0.75, 1.34, 30);
        assertThat(pop.p95Ms()).isCloseTo(77.05, within(0.005));
        var without = rule(50, pop);
        assertThat(without.verdict()).isEqualTo(Verdict.INFEASIBLE_NETWORK);
        assertThat(without.minimumTier()).isNull();
        assertThat(without.advice()).contains("access");

        var premises = seen(SiteTier.EDGE, 2, 0, 1.0, 0.75, 1.34, 30);
        assertThat(premises.p95Ms()).isCloseTo(33.05, within(0.005));
        assertRuling(rule(50, pop, premises), Verdict.EDGE_REQUIRED, SiteTier.EDGE);
    }

    @Test
    void v6_processing_that_takes_longer_than_the_budget_is_told_apart_from_the_network() {
        var nextDoor = seen(SiteTier.REGIONAL, FIBRE, 0, 1.0, 0.75, 1.34, 1_783.7 * 1.3);
        var ruling = rule(500, nextDoor);
        assertThat(ruling.verdict()).isEqualTo(Verdict.INFEASIBLE_PROCESSING);
        assertThat(ruling.advice()).contains("smaller model", "less context", "prefix cache");
    }

    @Test
    void v7_a_near_region_suffices_for_live_video() {
        var frankfurt = seen(SiteTier.REGIONAL, CABLE, 0, 10.39, 0.75, 1.34, 40);
        assertThat(frankfurt.p95Ms()).isCloseTo(75.91, within(0.005));
        assertThat(frankfurt.lowMs()).isCloseTo(73.18, within(0.005));
        assertThat(frankfurt.highMs()).isCloseTo(79.62, within(0.005));
        assertRuling(rule(100, frankfurt), Verdict.EDGE_UNNECESSARY, SiteTier.REGIONAL);
    }

    @Test
    void v8_a_band_around_the_budget_needs_a_measurement() {
        var capeTown = seen(SiteTier.REGIONAL, CABLE, 0, 65.44, 0.93, 1.18, 100);
        var pop = seen(SiteTier.EDGE, CABLE, 1, 1.0, 0.75, 1.34, 100);
        assertThat(capeTown.p95Ms()).isCloseTo(193.71, within(0.005));
        assertThat(capeTown.lowMs()).isCloseTo(188.90, within(0.005));
        assertThat(capeTown.highMs()).isCloseTo(206.08, within(0.005));
        assertRuling(rule(200, capeTown, pop), Verdict.NEEDS_MEASUREMENT, SiteTier.REGIONAL);
    }

    @Test
    void nothing_eligible_is_said_as_such() {
        assertRuling(rule(200), Verdict.NO_ELIGIBLE_OPTION, null);
    }

    @Test
    void without_a_budget_the_edge_is_unnecessary() {
        var ruling = VerdictRule.decide(new Question(null, null), List.of(edgeSingapore, usEast), BENEFICIAL);
        assertRuling(ruling, Verdict.EDGE_UNNECESSARY, SiteTier.CENTRAL);
    }

    @Test
    void exactly_the_budget_is_too_late() {
        var exact = new Seen(SiteTier.REGIONAL, 200, 200, 200, 12, 100);
        assertThat(rule(200, exact).verdict()).isEqualTo(Verdict.INFEASIBLE_NETWORK);
    }

    @Test
    void an_option_that_breaks_the_processing_budget_does_not_count_although_the_total_fits() {
        var question = new Question(200.0, 90.0);
        var quickEdge = new Seen(SiteTier.EDGE, 90, 88, 92, 12, 70);
        assertThat(VerdictRule.decide(question, List.of(tokyo), BENEFICIAL).verdict())
                .isEqualTo(Verdict.INFEASIBLE_PROCESSING);
        assertRuling(
                VerdictRule.decide(question, List.of(tokyo, quickEdge), BENEFICIAL),
                Verdict.EDGE_REQUIRED,
                SiteTier.EDGE);
    }

    private static Ruling rule(double budget, Seen... seen) {
        return VerdictRule.decide(new Question(budget, null), List.of(seen), BENEFICIAL);
    }

    private static Seen seen(
            SiteTier tier, double access, double aggregation, double p50, double low, double high, double processing) {
        double core = 1.05 * p50;
        double rest = access + aggregation + processing;
        return new Seen(tier, rest + core, rest + core * low, rest + core * high, access, processing);
    }

    private static void assertRuling(Ruling ruling, Verdict verdict, @Nullable SiteTier tier) {
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.minimumTier()).isEqualTo(tier);
    }
}
