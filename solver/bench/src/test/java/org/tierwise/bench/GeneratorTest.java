package org.tierwise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.model.LongColumn;
import org.tierwise.solver.model.PlacementModel;

class GeneratorTest {
    /** Whoever changes the generator on purpose changes these too, and measures again. */
    private static final int ESTATE = -1_023_699_857;

    private static final int LINEAR = -122_517_191;

    @Test
    void same_spec_is_the_same_instance_on_every_machine() {
        assertThat(hash(generate("estate:12x5x60:0.9:3"))).isEqualTo(ESTATE);
        assertThat(hash(generate("linear:50x60:0.9:3"))).isEqualTo(LINEAR);
    }

    @Test
    void another_seed_is_another_instance() {
        assertThat(hash(generate("estate:12x5x60:0.9:4"))).isNotEqualTo(ESTATE);
        assertThat(hash(generate("linear:50x60:0.9:4"))).isNotEqualTo(LINEAR);
    }

    @Test
    void every_slice_can_run_somewhere_and_demand_is_the_wanted_part_of_capacity() {
        for (int seed = 1; seed <= 20; seed++) {
            PlacementModel model = generate("linear:200x60:0.8:" + seed);
            long capacity = Arrays.stream(model.poolCapacity).sum();
            long demand = Arrays.stream(model.sliceWeight).sum();
            for (int slice = 0; slice < model.slices; slice++) {
                assertThat(model.optionCount(slice)).isPositive();
            }
            // Enlarged pools lower it.
            assertThat((double) demand / capacity).isBetween(0.5, 0.82);
        }
    }

    @Test
    void pools_are_only_ever_enlarged_where_people_have_no_site_in_reach() {
        for (int seed = 1; seed <= 50; seed++) {
            PlacementModel model = generate("linear:400x20:0.95:" + seed);
            assertThat(Arrays.stream(model.poolCapacity).min().orElseThrow()).isPositive();
        }
    }

    @Test
    void groups_of_an_estate_have_a_slice_at_each_location() {
        PlacementModel model = generate("estate:12x5x60:0.9:3");

        assertThat(model.groups).isEqualTo(12);
        assertThat(model.slices).isEqualTo(60);
        assertThat(model.pools).isEqualTo(60);
        assertThat(model.groupSlices[11]).containsExactly(55, 56, 57, 58, 59);
    }

    @Test
    void reach_ends_where_latency_passes_the_limit() {
        for (double ms : new double[] {13.5, 20, 60, 105}) {
            double reach = Geography.reach(ms);
            assertThat(Geography.latency(reach)).isLessThan(ms);
            assertThat(Geography.latency(Math.nextUp(reach))).isGreaterThanOrEqualTo(ms);
        }
        assertThat(Geography.reach(12)).isNegative();
        assertThat(Geography.reach(1_000)).isGreaterThan(4);
    }

    private static PlacementModel generate(String spec) {
        return Objects.requireNonNull(Spec.parse(spec)).generate();
    }

    private static int hash(PlacementModel model) {
        return Arrays.hashCode(new int[] {
            Arrays.hashCode(model.poolCapacity),
            Arrays.hashCode(model.cellPool),
            Arrays.hashCode(model.cellAccelerators),
            Arrays.hashCode(values(model.cellReplicaMicros, model.cells)),
            Arrays.hashCode(model.optionSlice),
            Arrays.hashCode(values(model.optionLoad, model.options)),
            Arrays.hashCode(model.optionMicros),
            Arrays.hashCode(model.sliceWeight)
        });
    }

    private static long[] values(LongColumn column, int count) {
        return IntStream.range(0, count).mapToLong(column::get).toArray();
    }
}
