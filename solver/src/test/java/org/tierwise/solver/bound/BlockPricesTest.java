package org.tierwise.solver.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockPricesTest {
    @Test
    void a_pool_of_9_at_which_blocks_take_5_is_worth_one_of_them() {
        var prices = BlockPrices.of(new long[] {0, 0, 0, 0, 0, 700}, 9);
        assertThat(prices.worth()).isEqualTo(700);
        assertThat(prices.price[4]).isZero();
        assertThat(prices.price[8]).isEqualTo(700);
        assertThat(BlockPrices.of(new long[] {0, 0, 0, 0, 0, 700}, 10).worth()).isEqualTo(1_400);
    }

    @Test
    void closed_prices_are_at_least_those_given_and_no_cut_of_a_block_pays_more() {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            int accelerators = random.nextInt(24);
            long[] given = new long[1 + random.nextInt(accelerators + 4)];
            for (int i = 1; i < given.length; i++) {
                given[i] = random.nextInt(3) == 0 ? 0 : i * (400L + random.nextInt(200)) + random.nextInt(3);
            }
            long[] closed = BlockPrices.of(given, accelerators).price;
            for (int all = 1; all <= accelerators; all++) {
                if (all < given.length) {
                    // A micro-dollar in a dollar is a rounding.
                    assertThat(closed[all]).isGreaterThanOrEqualTo(given[all] - 1 - given[all] / 500_000);
                }
                assertThat(closed[all]).isGreaterThanOrEqualTo(closed[all - 1]);
                for (int part = 1; part < all; part++) {
                    assertThat(closed[all])
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(closed[part] + closed[all - part]);
                }
            }
        }
    }

    @Test
    void the_blocks_that_make_up_a_price_fit_and_pay_it() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            int accelerators = 1 + random.nextInt(20);
            long[] given = new long[accelerators + 1];
            for (int i = 1; i <= accelerators; i++) {
                given[i] = random.nextInt(1_000) * 1_000L;
            }
            long[] counts = new long[accelerators + 1];
            var prices = BlockPrices.of(given, accelerators);
            prices.count(accelerators, 1, counts, 0);
            long taken = 0;
            long paid = 0;
            for (int i = 1; i <= accelerators; i++) {
                taken += counts[i] * i;
                paid += counts[i] * prices.price[i];
            }
            assertThat(taken).as("seed %d", seed).isLessThanOrEqualTo(accelerators);
            assertThat(paid).as("seed %d", seed).isEqualTo(prices.worth());
        }
    }

    @Test
    void a_pool_that_is_too_large_is_refused() {
        assertThatThrownBy(() -> BlockPrices.of(new long[] {0, 1}, 5_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(5000)");
    }
}
