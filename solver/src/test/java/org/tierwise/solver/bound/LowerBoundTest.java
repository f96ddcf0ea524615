package org.tierwise.solver.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;
import org.tierwise.solver.model.TinyModels;

class LowerBoundTest {
    @Test
    void any_multipliers_at_all_prove_something_true() {
        for (long seed = 0; seed < 2_000; seed++) {
            var model = TinyModels.of(seed);
            var exact = new BruteForce(model);
            long open = exact.unplacedWeight() - LowerBound.withoutOptions(model);
            var random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                var multipliers = anyMultipliers(model, random, open > 0);
                assertThat(LowerBound.of(model, multipliers, open))
                        .as("seed %d, %s", seed, multipliers)
                        .isLessThanOrEqualTo(exact.micros());
            }
        }
    }

    @Test
    void without_limits_the_bound_is_the_cheapest_plan() {
        // One group of two slices; a replica costs 100 and serves both.
        var builder = new PlacementModelBuilder(new long[] {10, 10}, 1, new long[] {1, 1});
        builder.group(0, 1);
        builder.cell(0, 1, 100_000_000);
        builder.option(0, 400_000, 0, 0);
        builder.option(1, 400_000, 0, 0);
        builder.cell(1, 1, 70_000_000);
        builder.option(0, 400_000, 0, 0);
        assertThat(LowerBound.of(builder.build(), Multipliers.none(builderModel()), 0))
                .isEqualTo(100_000_000);
    }

    @Test
    void a_group_of_many_slices_has_a_bound_too() {
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            int slices = 12;
            long[] weight = new long[slices];
            Arrays.fill(weight, 1);
            var builder = new PlacementModelBuilder(new long[] {40, 40}, 1, weight);
            int[] members = new int[slices];
            long[] load = new long[slices];
            for (int slice = 0; slice < slices; slice++) {
                members[slice] = slice;
                load[slice] = 1 + random.nextInt(seed % 2 == 0 ? 80_000 : 900_000);
            }
            builder.group(members);
            for (int pool = 0; pool < 2; pool++) {
                builder.cell(pool, 1, (100 + random.nextInt(50)) * 1_000_000L);
                for (int slice = 0; slice < slices; slice++) {
                    builder.option(slice, load[slice], random.nextInt(20) * 1_000_000L, 0);
                }
            }
            var model = builder.build();
            assertThat(LowerBound.of(model, Multipliers.none(model), 0))
                    .as("seed %d", seed)
                    .isPositive()
                    .isLessThanOrEqualTo(new BruteForce(model).micros());
        }
    }

    private static PlacementModel builderModel() {
        var builder = new PlacementModelBuilder(new long[] {10, 10}, 1, new long[] {1, 1});
        builder.group(0, 1);
        return builder.build();
    }

    static Multipliers anyMultipliers(PlacementModel model, Random random, boolean unplaced) {
        long[] accelerator = new long[model.pools];
        long[] watt = new long[model.sites];
        long[] share = new long[model.providers];
        for (int pool = 0; pool < model.pools; pool++) {
            boolean limited = model.poolCapacity[pool] < PlacementModel.NO_LIMIT;
            accelerator[pool] = limited && random.nextBoolean() ? random.nextInt(300) * 1_000_000L : 0;
        }
        for (int site = 0; site < model.sites; site++) {
            boolean limited = model.siteWatts[site] < PlacementModel.NO_LIMIT;
            watt[site] = limited && random.nextBoolean() ? random.nextInt(300_000) : 0;
        }
        for (int provider = 0; provider < model.providers; provider++) {
            share[provider] = random.nextBoolean() ? random.nextInt(Multipliers.SHARE_UNIT) : 0;
        }
        long weight = unplaced || random.nextBoolean() ? random.nextInt(1_000) * 1_000_000L : PlacementModel.NO_LIMIT;
        return new Multipliers(accelerator, anyBlocks(model, random), watt, share, weight);
    }

    private static long[][] anyBlocks(PlacementModel model, Random random) {
        long[][] block = new long[model.pools][];
        for (int pool = 0; pool < model.pools; pool++) {
            boolean small = model.poolCapacity[pool] <= BlockPrices.ACCELERATORS_MAX && random.nextBoolean();
            block[pool] = new long[small ? (int) model.poolCapacity[pool] + 1 : 0];
            for (int accelerators = 1; accelerators < block[pool].length; accelerators++) {
                block[pool][accelerators] = random.nextBoolean() ? random.nextInt(900) * 1_000_000L : 0;
            }
        }
        return block;
    }
}
