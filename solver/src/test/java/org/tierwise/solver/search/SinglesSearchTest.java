package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tierwise.solver.bound.SinglesPrices;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;
import org.tierwise.solver.model.TinyModels;

class SinglesSearchTest {
    @Test
    void tight_assignments_equal_brute_force_with_and_without_opening_costs() {
        int complete = 0;
        for (int seed = 0; seed < 30; seed++) {
            var model = assignment(seed, 7, 3, 0.55 + 0.1 * (seed % 4));
            assertThat(Singles.are(model)).isTrue();
            var exact = new BruteForce(model);
            complete += exact.unplacedWeight() == 0 ? 1 : 0;
            var answer = ModelSolver.solve(model, ModelLimits.ofSteps(200), seed, ModelWatch.NONE);
            assertThat(answer.unplacedWeight()).as("seed %d", seed).isEqualTo(exact.unplacedWeight());
            assertThat(answer.objectiveMicros()).as("seed %d", seed).isEqualTo(exact.micros());
            assertThat(BruteForce.micros(model, answer.option())).isEqualTo(answer.objectiveMicros());
            assertThat(answer.lowerBoundMicros()).as("seed %d", seed).isLessThanOrEqualTo(exact.micros());
        }
        assertThat(complete).as("instances that can be placed at all").isBetween(5, 29);
    }

    @Test
    void equal_steps_and_seeds_give_equal_plans() {
        var model = assignment(3, 40, 6, 1.15);
        var one = ModelSolver.solve(model, ModelLimits.ofSteps(300), 5, ModelWatch.NONE);
        var two = ModelSolver.solve(model, ModelLimits.ofSteps(300), 5, ModelWatch.NONE);
        assertThat(one.option()).isEqualTo(two.option());
        assertThat(one.multipliers()).isEqualTo(two.multipliers());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_stop_at_any_moment_ends_the_search() {
        var model = assignment(4, 24, 4, 1.15);
        for (int asked = 0; asked < 60; asked++) {
            var left = new AtomicInteger(asked * asked);
            var watch = new ModelWatch() {
                @Override
                public boolean stopRequested() {
                    return left.decrementAndGet() < 0;
                }
            };
            var answer = ModelSolver.solve(model, ModelLimits.ofTime(Duration.ofHours(1)), asked, watch);
            assertThat(answer.option()).hasSize(model.slices);
        }
    }

    @Test
    void groups_that_share_replicas_are_no_singles_even_if_as_many_as_slices() {
        // 5 slices in 5 announced groups, some of them empty and some of two slices.
        assertThat(Singles.are(TinyModels.of(232))).isFalse();
    }

    @Test
    void dives_and_first_plans_keep_all_capacities_and_what_was_given() {
        int complete = 0;
        for (int seed = 0; seed < 40; seed++) {
            var model = assignment(2 * seed, 80, 8, 1.25);
            long[] price = new SinglesPrices(model).find(() -> 0).accelerator();
            var of = Singles.of(model, price);
            var dive = new SinglesDive(of, new Draws(seed));
            int[] plan = dive.plan(() -> false);
            var state = new SinglesState(of);
            boolean whole = Arrays.stream(plan).allMatch(option -> option >= 0);
            if (whole) {
                state.set(plan);
                assertThat(state.overload).isZero();
                complete++;
            }
            int[] given = new int[model.slices];
            Arrays.fill(given, -1);
            given[seed] = model.sliceOption[model.sliceStart[seed]];
            int[] first = new SinglesStart(model, price).find(given);
            assertThat(first[seed]).isEqualTo(given[seed]);
            long[] used = new long[model.pools];
            for (int option : first) {
                if (option >= 0) {
                    used[model.pool(option)] += Singles.accelerators(model, option);
                }
            }
            for (int pool = 0; pool < used.length; pool++) {
                assertThat(used[pool]).isLessThanOrEqualTo(model.poolCapacity[pool]);
            }
        }
        assertThat(complete).as("dives that found a place for all").isGreaterThan(20);
    }

    @Test
    void options_that_are_left_out_are_not_those_of_the_plan() {
        var model = assignment(8, 80, 8, 1.25);
        long[] price = new long[model.pools];
        int[] plan = new int[model.slices];
        for (int slice = 0; slice < model.slices; slice++) {
            plan[slice] = model.sliceOption[model.sliceStart[slice + 1] - 1];
        }
        var ranking = new SinglesRanking(model, price, plan, 2, 1);
        for (int slice = 0; slice < model.slices; slice++) {
            int[] kept = ranking.best(slice);
            assertThat(kept).contains(plan[slice]).hasSizeBetween(2, 4);
            for (int at = 1; at < kept.length; at++) {
                assertThat(model.aloneMicros(kept[at - 1])).isLessThanOrEqualTo(model.aloneMicros(kept[at]));
            }
        }
    }

    @Test
    void a_chain_keeps_all_capacities_and_costs_what_it_says() {
        var random = new Random(11);
        for (int seed = 0; seed < 40; seed++) {
            var model = assignment(2 * seed, 60, 6, 1.1);
            var of = Singles.of(model, prices(model, random));
            var state = new SinglesState(of);
            state.set(new SinglesBest(of.slices.length).chosen);
            var best = new SinglesBest(of.slices.length);
            var annealing = new SinglesAnnealing(of, state, new Draws(seed), best);
            annealing.repair(() -> 0);
            if (state.overload > 0) {
                continue;
            }
            var chains = new SinglesChains(of, state);
            for (int tries = 0; tries < 200; tries++) {
                double before = state.micros;
                boolean changed = chains.improve(random.nextInt(60), 1e6 * random.nextInt(20));
                assertThat(state.overload).isZero();
                // Its own account is in prices: what is free when all is full costs nothing, so the two agree.
                assertThat(changed || state.micros == before).isTrue();
                assertThat(chains.cost()).isLessThanOrEqualTo(20e6);
                assertThat(state.micros - before).isCloseTo(changed ? chains.cost() : 0, offset(1.0));
            }
        }
    }

    /** Of every pool above what {@link Singles} puts in for no price, so that prices are as given. */
    private static long[] prices(PlacementModel model, Random random) {
        long[] prices = new long[model.pools];
        for (int pool = 0; pool < prices.length; pool++) {
            prices[pool] = 1_000_000L + random.nextInt(500_000);
        }
        return prices;
    }

    /** Items of weight 1 to 12 at agents whose capacity is about what items need, as many times as {@code room} says. */
    private static PlacementModel assignment(long seed, int items, int agents, double room) {
        var random = new Random(seed);
        int[][] weight = new int[items][agents];
        long sum = 0;
        for (int[] row : weight) {
            for (int agent = 0; agent < agents; agent++) {
                row[agent] = 1 + random.nextInt(12);
                sum += row[agent];
            }
        }
        long[] capacity = new long[agents];
        long[] open = new long[agents];
        int[] site = new int[agents];
        long[] ones = new long[items];
        Arrays.fill(ones, 1);
        for (int agent = 0; agent < agents; agent++) {
            capacity[agent] = Math.round(room * sum / agents / agents * (0.8 + 0.2 * random.nextDouble()));
            open[agent] = seed % 2 == 0 ? 0 : random.nextInt(60) * 1_000_000L;
            site[agent] = agent;
        }
        var builder = new PlacementModelBuilder(capacity, items, ones).sites(site, open);
        for (int item = 0; item < items; item++) {
            builder.group(item);
            for (int agent = 0; agent < agents; agent++) {
                builder.cell(agent, weight[item][agent], 0);
                long micros = (10 + random.nextInt(40)) * 1_000_000L;
                builder.option(item, 1, micros, micros);
            }
        }
        return builder.build();
    }
}
