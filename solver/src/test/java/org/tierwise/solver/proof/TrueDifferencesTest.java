package org.tierwise.solver.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.solver.bound.LowerBound;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.placement.PlacementSolver;
import org.tierwise.solver.placement.ProgressListener;
import org.tierwise.solver.placement.SearchLimits;
import org.tierwise.solver.placement.StopSignal;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Estates;

/** What a plan says that another choice would change is what counting the changed choice gives. */
class TrueDifferencesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Pattern MORE =
            Pattern.compile("(\\d+) more accelerators? at Site (\\d+) .*, for USD ([\\d,.]+) a month\\.");

    @Test
    void the_difference_of_every_alternative_is_true_and_it_fits() {
        int checked = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            var problem = Estates.tiny(seed);
            var plan = solve(problem);
            var certificate = certificate(plan);
            for (var placement : plan.placements()) {
                int slice = certificate.sliceIds().indexOf(placement.slice().id());
                for (var other : placement.alternatives()) {
                    var delta = other.costDelta();
                    if (delta != null) {
                        int[] moved = moved(certificate, slice, other.at().optionId());
                        assertThat(BruteForce.micros(certificate.model(), moved))
                                .as("seed " + seed)
                                .isNotEqualTo(Long.MAX_VALUE);
                        assertThat(cost(problem, certificate.model(), moved))
                                .as("seed " + seed)
                                .isEqualTo(plan.monthlyCost().plus(delta).micros());
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(3_000);
    }

    @Test
    void the_accelerators_that_would_place_a_slice_place_it_and_cost_what_is_said() {
        int checked = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            var problem = Estates.tiny(seed);
            var plan = solve(problem);
            for (var unplaced : plan.unplaced()) {
                var words = MORE.matcher(unplaced.nearestChange());
                if (words.matches()) {
                    var certificate = certificate(plan);
                    int slice = certificate.sliceIds().indexOf(unplaced.slice().id());
                    int pool = Integer.parseInt(words.group(2));
                    int[] placed = moved(certificate, slice, "pool-" + pool);
                    int more = Integer.parseInt(words.group(1));
                    certificate.model().poolCapacity[pool] += more - 1;
                    assertThat(BruteForce.micros(certificate.model(), placed))
                            .as("one less than said, seed " + seed)
                            .isEqualTo(Long.MAX_VALUE);
                    certificate.model().poolCapacity[pool]++;
                    assertThat(BruteForce.micros(certificate.model(), placed))
                            .as("seed " + seed)
                            .isNotEqualTo(Long.MAX_VALUE);
                    long said = Math.round(Double.parseDouble(words.group(3).replace(",", "")) * 1e6);
                    assertThat(cost(problem, certificate.model(), placed))
                            .as("seed " + seed)
                            .isEqualTo(plan.monthlyCost().micros() + said);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void one_more_accelerator_never_saves_more_below_the_bound_than_it_is_said_to_be_worth() {
        int checked = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            var plan = solve(Estates.tiny(seed));
            var proof = Objects.requireNonNull(plan.proof());
            for (var used : proof.pools()) {
                var certificate = certificate(plan);
                var recount = new Recount(certificate);
                certificate.model()
                        .poolCapacity[certificate.poolIds().indexOf(used.at().optionId())]++;
                var best = new BruteForce(certificate.model());
                if (best.unplacedWeight() == recount.unplacedWeight) {
                    long least = Objects.requireNonNull(plan.lowerBound()).micros()
                            - used.worth().micros();
                    // What fits only now adds blocks to the subproblems; they are not in the price.
                    boolean newBlocks = LowerBound.of(
                                    certificate.model(),
                                    certificate.multipliers(),
                                    recount.unplacedWeight - recount.withoutOptions)
                            < least;
                    assertThat(newBlocks || best.micros() >= least)
                            .as("seed " + seed)
                            .isTrue();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(500);
    }

    private static int[] moved(Certificate certificate, int slice, String pool) {
        int[] moved = certificate.chosen().clone();
        moved[slice] =
                certificate.model().optionAtPool(slice, certificate.poolIds().indexOf(pool));
        return moved;
    }

    /** Without the price of latency, which is in the objective only. */
    private static long cost(PlacementProblem problem, PlacementModel model, int[] chosen) {
        long beside = problem.slices().stream()
                .filter(slice -> chosen[slice.index()] >= 0)
                .mapToLong(slice -> latencyPrice(slice, model.pool(chosen[slice.index()])))
                .sum();
        return BruteForce.micros(model, chosen) - beside;
    }

    private static long latencyPrice(DemandSlice slice, int pool) {
        return slice.options().stream()
                .filter(option -> option.pool() == pool)
                .findFirst()
                .orElseThrow()
                .latencyPriceMicros();
    }

    private static Certificate certificate(PlacementPlan plan) {
        return CertificateText.read(Objects.requireNonNull(plan.certificate()));
    }

    private static PlacementPlan solve(PlacementProblem problem) {
        return new PlacementSolver()
                .solve(problem, SearchLimits.ofSteps(20, 7), CLOCK, ProgressListener.SILENT, StopSignal.NEVER);
    }
}
