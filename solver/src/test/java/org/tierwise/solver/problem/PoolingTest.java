package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.solver.sizing.ErlangC;
import org.tierwise.solver.sizing.ReplicaPlan;
import org.tierwise.solver.sizing.SizingModel;

class PoolingTest {
    private static final ReplicaPlan L4 = plan();

    /** What the search relies on: it only adds loads and rounds up. */
    @Test
    void any_slices_that_share_a_pool_keep_each_ones_budget() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            var rates = new ArrayList<Double>();
            var headrooms = new ArrayList<Double>();
            var alone = new ArrayList<Pooling.Alone>();
            int slices = 1 + random.nextInt(5);
            for (int i = 0; i < slices; i++) {
                rates.add(random.nextDouble() * 900);
                headrooms.add(0.5 + random.nextDouble() * 30);
                alone.add(Pooling.alone(L4, rates.get(i), headrooms.get(i), 1_000));
                assertThat(waitMs(rates.get(i), alone.get(i).replicas())).isLessThanOrEqualTo(headrooms.get(i));
            }
            double common =
                    alone.stream().mapToDouble(Pooling.Alone::utilisation).min().orElseThrow();
            int members = 1 + random.nextInt((1 << slices) - 1);
            double load = 0;
            double rate = 0;
            double tightest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < slices; i++) {
                if ((members >> i & 1) == 1) {
                    load += Pooling.load(L4, rates.get(i), alone.get(i), common);
                    rate += rates.get(i);
                    tightest = Math.min(tightest, headrooms.get(i));
                }
            }
            int replicas = (int) Math.max(1, Math.ceil(load));
            assertThat(waitMs(rate, replicas)).isLessThanOrEqualTo(tightest);
        }
    }

    @Test
    void a_slice_alone_gets_no_more_replicas_than_it_needs() {
        for (double rate : List.of(10.0, 128.0, 295.0, 486.0, 900.0)) {
            var alone = Pooling.alone(L4, rate, 20, 1_000);
            assertThat(Math.ceil(Pooling.load(L4, rate, alone, alone.utilisation()) - 1e-9))
                    .isEqualTo(alone.replicas());
            if (alone.replicas() > 1) {
                int fewer = alone.replicas() - 1;
                double busy = L4.offeredLoad(rate) / (fewer * L4.serversPerReplica());
                // The table of utilisation steps by a quarter of a percent.
                assertThat(busy + 0.0025 > 0.8 || waitMs(rate * 1.004, fewer) > 20)
                        .isTrue();
            }
        }
    }

    @Test
    void no_time_to_wait_is_impossible() {
        assertThat(Pooling.alone(L4, 10, 0, 1_000).feasible()).isFalse();
        assertThat(Pooling.alone(L4, 10, -3, 1_000).feasible()).isFalse();
    }

    private static double waitMs(double requestsPerSecond, int replicas) {
        return ErlangC.p95Wait(replicas * L4.serversPerReplica(), L4.offeredLoad(requestsPerSecond), L4.serviceMs());
    }

    private static ReplicaPlan plan() {
        var catalogue = CatalogueReader.shipped();
        var l4 = catalogue.accelerators().stream()
                .filter(accelerator -> accelerator.id().equals("L4-24GB"))
                .findFirst()
                .orElseThrow();
        return (ReplicaPlan) new SizingModel(catalogue, catalogue.assumptions()).stream(19.0, null, l4);
    }
}
