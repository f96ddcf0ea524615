package org.tierwise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;

/** Two slices of one group with 0.6 and 0.7 replicas, at two pools of 3 and 2 accelerators, two a replica. */
class VerdictTest {
    private static final int FIRST_AT_0 = 0;
    private static final int SECOND_AT_0 = 1;
    private static final int FIRST_AT_1 = 2;
    private static final int SECOND_AT_1 = 3;

    @Test
    void each_cell_pays_whole_replicas_and_each_site_its_opening() {
        assertThat(Verdict.of(model(3, 2), new int[] {FIRST_AT_0, SECOND_AT_1}))
                .isEqualTo(new Verdict(null, 1 + 100 + 40 + 200 + 5_000 + 7_000, 0, 0));
    }

    @Test
    void two_slices_share_what_is_left_of_a_replica() {
        // 1.3 replicas are two, which need four accelerators.
        assertThat(Verdict.of(model(4, 2), new int[] {FIRST_AT_0, SECOND_AT_0}))
                .isEqualTo(new Verdict(null, 1 + 2 + 2 * 100 + 5_000, 0, 0));
        assertThat(Verdict.of(model(3, 2), new int[] {FIRST_AT_0, SECOND_AT_0}).broken())
                .isEqualTo("pool 0 has 3 accelerators and needs 4");
    }

    @Test
    void unplaced_slices_are_counted_and_cost_nothing() {
        assertThat(Verdict.of(model(3, 2), new int[] {-1, SECOND_AT_1}))
                .isEqualTo(new Verdict(null, 40 + 200 + 7_000, 1, 11));
    }

    @Test
    void an_option_of_another_slice_is_invalid() {
        assertThat(Verdict.of(model(3, 2), new int[] {SECOND_AT_0, FIRST_AT_1}).broken())
                .isEqualTo("slice 0 has an option (1) that is not its own");
        assertThat(Verdict.of(model(3, 2), new int[] {99, -1}).broken()).contains("(99)");
        assertThat(Verdict.of(model(3, 2), new int[] {-1}).broken()).isEqualTo("it has 1 slices of 2");
    }

    @Test
    void power_of_a_site_is_kept() {
        PlacementModelBuilder builder = builder(4, 2).power(new int[] {500, 500}, new long[] {1_999, 9_999});

        assertThat(Verdict.of(filled(builder), new int[] {FIRST_AT_0, SECOND_AT_0})
                        .broken())
                .isEqualTo("site 0 has 1999 W and needs 2000");
    }

    private static PlacementModel model(long first, long second) {
        return filled(builder(first, second));
    }

    private static PlacementModelBuilder builder(long first, long second) {
        return new PlacementModelBuilder(new long[] {first, second}, 1, new long[] {11, 12})
                .sites(new int[] {0, 1}, new long[] {5_000, 7_000});
    }

    private static PlacementModel filled(PlacementModelBuilder builder) {
        builder.group(0, 1);
        builder.cell(0, 2, 100);
        builder.option(0, 600_000, 1, 1);
        builder.option(1, 700_000, 2, 2);
        builder.cell(1, 2, 200);
        builder.option(0, 600_000, 30, 30);
        builder.option(1, 700_000, 40, 40);
        return builder.build();
    }
}
