package org.tierwise.solver.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongColumnTest {
    private static final int ITEMS = 10_000;

    @Test
    void equal_values_are_kept_once_and_different_ones_all() {
        var equal = new Numbers.Longs();
        var different = new Numbers.Longs();
        for (int i = 0; i < ITEMS; i++) {
            equal.add(7);
            different.add(i < ITEMS / 2 ? 7 : i);
        }
        LongColumn one = equal.takeColumn();
        LongColumn all = different.takeColumn();
        assertThat(one.values).isNull();
        for (int i = 0; i < ITEMS; i++) {
            assertThat(one.get(i)).isEqualTo(7);
            assertThat(all.get(i)).isEqualTo(i < ITEMS / 2 ? 7 : i);
        }
    }

    @Test
    void arrays_that_would_be_alike_are_one() {
        var builder = new PlacementModelBuilder(new long[] {5, 5}, ITEMS, new long[ITEMS]);
        for (int item = 0; item < ITEMS; item++) {
            builder.group(item);
            for (int pool = 0; pool < 2; pool++) {
                builder.cell(pool, 1, 0);
                builder.option(item, 1, item, item);
            }
        }
        var model = builder.build();
        assertThat(model.optionCell).isSameAs(model.optionStart);
        assertThat(model.sliceOption).isSameAs(model.optionStart);
        for (int option = 0; option < model.options; option++) {
            assertThat(model.optionSlice[option]).isEqualTo(option / 2);
            assertThat(model.pool(option)).isEqualTo(option % 2);
            assertThat(model.optionMicros[option]).isEqualTo(option / 2);
            assertThat(model.optionAtPool(option / 2, option % 2)).isEqualTo(option);
        }
    }
}
