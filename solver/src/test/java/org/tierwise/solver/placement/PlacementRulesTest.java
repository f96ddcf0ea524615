package org.tierwise.solver.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.RuleWords;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.Baseline;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.proof.PlanCheck;
import org.tierwise.solver.search.Estates;

/** Share caps, pins, lost sites and the price of moves. */
class PlacementRulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void every_mix_of_rules_gives_the_best_plan_and_a_bound_that_is_never_above_it() {
        int ruled = 0;
        for (long seed = 0; seed < 600; seed++) {
            var problem = Estates.tiny(seed);
            var rules = anyRules(problem, new Random(seed));
            var exact = new RuledBruteForce(problem, rules);
            var plan = solve(problem.with(rules), 400);
            var proof = Objects.requireNonNull(plan.proof());
            assertThat(proof.unplacedWeight()).as("seed " + seed).isEqualTo(exact.unplacedWeight());
            assertThat(proof.objective().micros()).as("seed " + seed).isEqualTo(exact.micros());
            assertThat(Objects.requireNonNull(plan.lowerBound()).micros())
                    .as("bound of seed " + seed)
                    .isLessThanOrEqualTo(exact.micros());
            assertThat(PlanCheck.of(PlanJson.open(PlanJson.write(plan))))
                    .as("seed " + seed)
                    .allMatch(PlanCheck.Finding::holds);
            ruled += rules.equals(PlacementRules.NONE) ? 0 : 1;
        }
        assertThat(ruled).isGreaterThan(400);
    }

    private static PlacementRules anyRules(PlacementProblem problem, Random random) {
        int lost = random.nextInt(problem.pools().size() * 3);
        var pins = new HashMap<String, String>();
        var before = new HashMap<String, String>();
        for (var slice : problem.slices()) {
            var options = slice.options();
            if (!options.isEmpty() && random.nextInt(5) == 0) {
                int pool = options.get(random.nextInt(options.size())).pool();
                // A pin to a lost site is refused before.
                if (pool != lost) {
                    pins.put(slice.slice().id(), place(problem, pool));
                }
            }
            if (random.nextInt(3) > 0) {
                before.put(
                        slice.slice().id(),
                        place(problem, random.nextInt(problem.pools().size())));
            }
        }
        var baseline = new Baseline("plan 1", before, Money.ofCents(random.nextInt(60_000)));
        return new PlacementRules(
                random.nextInt(3) == 0 ? Integer.valueOf(30 + random.nextInt(60)) : null,
                BackupRule.NONE,
                random.nextBoolean() ? pins : Map.of(),
                random.nextBoolean() ? baseline : null,
                lost < problem.pools().size()
                        ? List.of(problem.pools().get(lost).at().siteId())
                        : List.of());
    }

    @Test
    void losing_a_site_displaces_only_what_stood_on_it() {
        var problem = Estates.world(60, 20, 0.3, 5);
        var first = solve(problem, 1_000);
        var lost = first.placements().getFirst().at().siteId();
        var rules = new PlacementRules(
                null,
                BackupRule.NONE,
                Map.of(),
                new Baseline("plan 7", first.assignment(), Money.ofCents(100_000_000)),
                List.of(lost));
        var second = solve(problem.with(rules), 1_000);
        var stood = first.placements().stream()
                .filter(placement -> placement.at().siteId().equals(lost))
                .map(placement -> placement.slice().id())
                .toList();
        assertThat(stood).isNotEmpty();
        assertThat(second.placements())
                .noneMatch(placement -> placement.at().siteId().equals(lost));
        assertThat(second.placements()).allSatisfy(placement -> {
            var had = first.assignment().get(placement.slice().id());
            if (stood.contains(placement.slice().id())) {
                assertThat(placement.reason())
                        .startsWith("It had to leave Site " + lost.substring("site-".length())
                                + ", where it was in plan 7. ");
            } else {
                assertThat(placement.at().optionId()).isEqualTo(had);
            }
        });
        assertThat(RuleWords.sentences(second))
                .anyMatch(words -> words.equals("Without " + lost + ": nothing runs there, as if the site were lost."))
                .anyMatch(words -> words.endsWith(" placements moved.") || words.endsWith("1 placement moved."));
    }

    @Test
    void a_move_is_made_only_if_it_pays_its_price() {
        var pools = List.of(Estates.pool(0, 4, false, 0), Estates.pool(1, 4, false, 1));
        // The second pool costs USD 20 less.
        var slice = Estates.slice(
                0,
                0,
                List.of(
                        Estates.option(0, 500_000, 1, 10_000, 0, 0, 50),
                        Estates.option(1, 500_000, 1, 8_000, 0, 0, 50)),
                List.of(),
                1,
                null);
        var problem = Estates.problem(1, pools, List.of(slice));
        var stays = placedFrom(problem, "pool-0", 2_100);
        assertThat(stays.at().optionId()).isEqualTo("pool-0");
        assertThat(stays.reason())
                .startsWith("It stays where it was: Site 1 with L4-24GB would cost USD 20.00 less a month, "
                        + "not more than the price of a move, USD 21.00.");
        var moves = placedFrom(problem, "pool-0", 1_900);
        assertThat(moves.at().optionId()).isEqualTo("pool-1");
        assertThat(moves.reason()).startsWith("Moved from Site 0 with L4-24GB, where it was in plan 3. ");
    }

    private static Placement placedFrom(PlacementProblem problem, String before, int centsPerMove) {
        var id = problem.slices().getFirst().slice().id();
        var baseline = new Baseline("plan 3", Map.of(id, before), Money.ofCents(centsPerMove));
        return solve(problem.with(new PlacementRules(null, BackupRule.NONE, Map.of(), baseline, List.of())), 100)
                .placements()
                .getFirst();
    }

    @Test
    void a_pin_is_kept_though_another_place_is_cheaper_and_says_what_it_costs() {
        var problem = Estates.world(40, 12, 0.25, 9);
        var free = solve(problem, 300);
        var target = free.placements().stream()
                .filter(placement -> placement.alternatives().stream().anyMatch(other -> other.costDelta() != null))
                .max(Comparator.comparing(PlacementRulesTest::extraOfTheDearest))
                .orElseThrow();
        var elsewhere = dearest(target).at().optionId();
        var plan = solve(problem.with(pinned(target.slice().id(), elsewhere)), 300);
        var placement = plan.placements().stream()
                .filter(one -> one.slice().id().equals(target.slice().id()))
                .findFirst()
                .orElseThrow();
        assertThat(placement.at().optionId()).isEqualTo(elsewhere);
        assertThat(placement.reason()).startsWith("Pinned here. Without the pin, ");
        assertThat(RuleWords.sentences(plan)).containsExactly("1 placement is pinned.");
    }

    @Test
    void two_pins_without_room_for_both_leave_one_unplaced_and_say_so() {
        var pools = List.of(Estates.pool(0, 1, false, 0), Estates.pool(1, 1, false, 1));
        var options = List.of(
                Estates.option(0, 900_000, 1, 10_000, 0, 0, 50), Estates.option(1, 900_000, 1, 10_000, 0, 0, 50));
        var problem = Estates.problem(
                2,
                pools,
                List.of(
                        Estates.slice(0, 0, options, List.of(), 5, null),
                        Estates.slice(1, 1, options, List.of(), 1, null)));
        var both = new HashMap<String, String>();
        problem.slices().forEach(slice -> both.put(slice.slice().id(), "pool-0"));
        var plan = solve(problem.with(new PlacementRules(null, BackupRule.NONE, both, null, List.of())), 100);
        assertThat(plan.placements()).hasSize(1);
        assertThat(plan.unplaced()).singleElement().satisfies(unplaced -> {
            assertThat(unplaced.code()).isEqualTo("CAPACITY");
            assertThat(unplaced.reason()).startsWith("No room for it where it is pinned: Site 0 L4-24GB");
            assertThat(unplaced.nearestChange())
                    .isEqualTo("Without its pin it would run at Site 1 L4-24GB, for USD 100.00 a month.");
        });
        assertThat(RuleWords.sentences(plan))
                .containsExactly("1 of 2 pins are kept; what is pinned elsewhere had no room there and is not placed.");
    }

    @Test
    void a_cap_is_kept_and_its_price_is_the_difference_to_the_plan_without_it() {
        var problem = Estates.world(60, 20, 0.3, 5);
        var free = solve(problem, 2_000);
        var capped = solve(problem.with(capped(52)), 2_000);
        var spend = new HashMap<String, Long>();
        for (var placement : capped.placements()) {
            spend.merge(placement.at().provider(), placement.monthlyCost().micros(), Long::sum);
        }
        assertThat(spend).hasSize(2);
        assertThat(spend.values())
                .allSatisfy(each -> assertThat(each * 100)
                        .isLessThanOrEqualTo(capped.monthlyCost().micros() * 52));
        var price =
                Objects.requireNonNull(Objects.requireNonNull(capped.rules()).independence());
        assertThat(price.objective())
                .isEqualTo(Objects.requireNonNull(capped.proof()).objective());
        assertThat(price.objectiveWithout()).isLessThanOrEqualTo(price.objective());
        assertThat(price.lowerBoundWithout())
                .isLessThanOrEqualTo(Objects.requireNonNull(free.proof()).objective());
        assertThat(RuleWords.independence(capped)).startsWith("Independence costs ");
    }

    @Test
    void a_cap_that_no_plan_keeps_leaves_everything_unplaced_and_says_what_may_help() {
        var plan = solve(Estates.world(20, 8, 0.3, 5).with(capped(40)), 300);
        assertThat(plan.placements()).isEmpty();
        assertThat(RuleWords.independence(plan))
                .isEqualTo("No plan was found in which no provider gets more than 40 % of the cost. "
                        + "A higher cap, own premises or more time may help.");
    }

    private static Alternative dearest(Placement placement) {
        return placement.alternatives().stream()
                .filter(other -> other.costDelta() != null)
                .max(Comparator.comparing(other -> Objects.requireNonNull(other.costDelta())))
                .orElseThrow();
    }

    private static Money extraOfTheDearest(Placement placement) {
        return Objects.requireNonNull(dearest(placement).costDelta());
    }

    private static PlacementRules capped(int percent) {
        return new PlacementRules(percent, BackupRule.NONE, Map.of(), null, List.of());
    }

    private static PlacementRules pinned(String slice, String option) {
        return new PlacementRules(null, BackupRule.NONE, Map.of(slice, option), null, List.of());
    }

    private static String place(PlacementProblem problem, int pool) {
        return problem.pools().get(pool).at().optionId();
    }

    private static PlacementPlan solve(PlacementProblem problem, long steps) {
        return new PlacementSolver()
                .solve(problem, SearchLimits.ofSteps(steps, 42), CLOCK, ProgressListener.SILENT, StopSignal.NEVER);
    }
}
