package org.tierwise.solver.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.TinyModels;

class SlackTest {
    @Test
    void scans_that_skip_cells_find_the_same_least_prices_as_scans_of_all_while_prices_move_and_room_shrinks() {
        int skipped = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            var model = TinyModels.of(seed);
            if (model.shareCap != null) {
                continue;
            }
            var random = new Random(seed);
            var tables = GroupTable.of(model);
            var slack = new Slack(model, tables);
            var quick = new GroupSolver(model);
            var full = new GroupSolver(model);
            long[] capacity = model.poolCapacity.clone();
            var multipliers = LowerBoundTest.anyMultipliers(model, random, true);
            for (int step = 0; step < 12; step++) {
                multipliers = near(multipliers, model, random);
                int pool = random.nextInt(model.pools);
                if (random.nextInt(4) == 0 && capacity[pool] > 0 && capacity[pool] < 100) {
                    capacity[pool]--;
                }
                var prices = new Prices(model, multipliers, PlacementModel.NO_LIMIT, capacity);
                slack.follow(prices);
                for (int index = 0; index < tables.size(); index++) {
                    var table = tables.get(index);
                    if (slack.serves(table, prices)) {
                        long found = quick.scan(table, index, prices, room(capacity), slack);
                        assertThat(found)
                                .as("seed %d, step %d", seed, step)
                                .isEqualTo(full.scan(table, prices, room(capacity)));
                        for (int set = 1; set <= table.blocks(); set++) {
                            assertThat(quick.best[set]).isEqualTo(full.best[set]);
                        }
                    }
                }
            }
            // The same prices once more: what is dearer than the best needs no look.
            slack.follow(new Prices(model, multipliers, PlacementModel.NO_LIMIT, capacity));
            for (int index = 0; index < tables.size(); index++) {
                int group = tables.get(index).group;
                for (int cell = model.cellStart[group]; cell < model.cellStart[group + 1]; cell++) {
                    skipped += slack.skips(index, cell, 0) ? 1 : 0;
                }
            }
        }
        assertThat(skipped).isGreaterThan(500);
    }

    /** Some prices a little higher or lower, as after a few steps of a climb. */
    private static Multipliers near(Multipliers from, PlacementModel model, Random random) {
        long[] accelerator = from.accelerator().clone();
        long[][] block = from.block().clone();
        for (int pool = 0; pool < model.pools; pool++) {
            accelerator[pool] = moved(accelerator[pool], random);
            block[pool] = block[pool].clone();
            for (int size = 1; size < block[pool].length; size++) {
                block[pool][size] = moved(block[pool][size], random);
            }
        }
        return new Multipliers(accelerator, block, from.watt(), from.share(), from.weight());
    }

    private static long moved(long price, Random random) {
        return random.nextInt(3) == 0 ? Math.max(0, price + random.nextInt(60_000_001) - 30_000_000) : price;
    }

    private static int[] room(long[] capacity) {
        int[] room = new int[capacity.length];
        for (int pool = 0; pool < room.length; pool++) {
            room[pool] = (int) Math.min(Integer.MAX_VALUE, capacity[pool] * Prices.ACCELERATOR_PARTS);
        }
        return room;
    }
}
