package org.tierwise.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.bench.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;

/** Peers that may prove optimality must find what trying everything finds; the others must keep the rules. */
class PeersTest {
    private static final int MODELS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long DOLLAR = 1_000_000;

    @Test
    void cp_sat_finds_and_proves_the_optimum_cold_and_warm() {
        checkExact(Contender.CP_SAT);
    }

    @Test
    void scip_finds_and_proves_the_optimum_cold_and_warm() {
        checkExact(Contender.SCIP);
    }

    @Test
    void glop_bounds_from_below() {
        for (int seed = 0; seed < MODELS; seed++) {
            PlacementModel model = random(seed);
            int[] best = BruteForce.complete(model);
            if (best == null) {
                continue;
            }
            Answer answer = Contender.GLOP.solve(new Task(model, LIMIT, seed, null));
            // In floating point, so to a cent.
            assertThat(Objects.requireNonNull(answer.boundMicros()))
                    .isLessThanOrEqualTo(BruteForce.cost(model, best) + DOLLAR / 100);
        }
    }

    @Test
    void timefold_out_of_the_box_keeps_the_rules() {
        for (int seed = 0; seed < 4; seed++) {
            PlacementModel model = random(seed);
            Answer answer = Contender.TIMEFOLD_DEFAULT.solve(new Task(model, Duration.ofMillis(500), seed, null));
            assertThat(BruteForce.broken(model, Objects.requireNonNull(answer.option())))
                    .isNull();
        }
    }

    @Test
    void our_bound_is_never_above_the_optimum() {
        for (int seed = 0; seed < 6; seed++) {
            PlacementModel model = random(seed);
            int[] best = BruteForce.complete(model);
            Answer answer = Contender.TIERWISE.solve(new Task(model, Duration.ofMillis(500), seed, null));
            assertThat(BruteForce.broken(model, Objects.requireNonNull(answer.option())))
                    .isNull();
            if (best != null) {
                assertThat(Objects.requireNonNull(answer.boundMicros()))
                        .isLessThanOrEqualTo(BruteForce.cost(model, best));
            }
        }
    }

    private static void checkExact(Contender contender) {
        int complete = 0;
        for (int seed = 0; seed < MODELS; seed++) {
            PlacementModel model = random(seed);
            int[] best = BruteForce.complete(model);
            if (best == null) {
                continue;
            }
            complete++;
            long optimum = BruteForce.cost(model, best);
            checkExact(contender, model, seed, null, optimum);
            checkExact(contender, model, seed, best, optimum);
        }
        assertThat(complete).isGreaterThan(MODELS / 3);
    }

    private static void checkExact(
            Contender contender, PlacementModel model, long seed, int @Nullable [] hint, long optimum) {
        Answer answer = contender.solve(new Task(model, LIMIT, seed, hint));
        int[] option = Objects.requireNonNull(answer.option());
        assertThat(answer.note()).isEqualTo("optimal");
        assertThat(BruteForce.broken(model, option)).isNull();
        assertThat(BruteForce.cost(model, option)).as("cost with seed %d", seed).isEqualTo(optimum);
        assertThat(Objects.requireNonNull(answer.boundMicros()))
                .as("bound with seed %d", seed)
                .isBetween(optimum - DOLLAR / 100, optimum + DOLLAR / 100);
    }

    /** Up to six slices in up to three groups at three pools of two sites, with all that the formulation knows. */
    private static PlacementModel random(int seed) {
        var random = new Random(seed);
        int groups = 1 + random.nextInt(3);
        int[][] members = new int[groups][];
        int slices = 0;
        for (int group = 0; group < groups; group++) {
            members[group] = new int[1 + random.nextInt(2)];
            for (int i = 0; i < members[group].length; i++) {
                members[group][i] = slices++;
            }
        }
        long[] weight = new long[slices];
        long[] load = new long[slices];
        for (int slice = 0; slice < slices; slice++) {
            weight[slice] = 1 + random.nextInt(3);
            load[slice] = 100_000 + random.nextInt(20) * 100_000L;
        }
        long[] capacity = {2 + random.nextInt(5), 2 + random.nextInt(5), 2 + random.nextInt(9)};
        var builder = new PlacementModelBuilder(capacity, groups, weight);
        if (random.nextBoolean()) {
            builder.sites(new int[] {0, 1, 1}, new long[] {random.nextInt(50) * DOLLAR, random.nextInt(50) * DOLLAR});
        }
        for (int[] of : members) {
            builder.group(of);
            int accelerators = 1 + random.nextInt(2);
            for (int pool = 0; pool < capacity.length; pool++) {
                builder.cell(pool, accelerators, random.nextInt(30) * DOLLAR);
                for (int slice : of) {
                    if (random.nextInt(5) > 0) {
                        builder.option(slice, load[slice], random.nextInt(40) * DOLLAR, 0);
                    }
                }
            }
        }
        return builder.build();
    }
}
