package org.tierwise.bench;

import java.util.Arrays;
import java.util.Random;
import org.tierwise.bench.Geography.Kind;
import org.tierwise.bench.Geography.Place;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;

/**
 * An estate of the product's shape, at whole replicas, on a {@link Geography}. A workload has a class with its latency
 * budget, a model with its accelerators per replica, and demand at several places; a slice may run wherever access, the
 * way there and processing stay below the budget. Capacities are scaled to the demand, and enlarged where they must be,
 * so that a complete plan exists.
 */
public final class EstateGenerator {
    /** Per replica of the models; one accelerator is the most frequent. */
    private static final int[] ACCELERATORS = {1, 1, 1, 2, 2, 4, 8};

    private final EstateSpec spec;
    private final Geography world;
    private final Place[] place;
    private final long[] loadMicros;
    private final int[] accelerators;
    private final double[] price;
    private final double[] reach;

    private EstateGenerator(EstateSpec spec) {
        this.spec = spec;
        world = new Geography(spec.seed(), spec.sites());
        int slices = spec.workloads() * spec.locations();
        place = new Place[slices];
        loadMicros = new long[slices];
        accelerators = new int[spec.workloads()];
        price = new double[spec.workloads()];
        reach = new double[spec.workloads()];
    }

    /** The same model for the same spec, on every machine. */
    public static PlacementModel generate(EstateSpec spec) {
        var generator = new EstateGenerator(spec);
        generator.drawDemand();
        return generator.build();
    }

    private void drawDemand() {
        Random random = world.random;
        double demand = 0;
        for (int workload = 0; workload < spec.workloads(); workload++) {
            Kind kind = world.kind();
            double budget = kind.budgetMs() * (0.8 + 0.4 * random.nextDouble()) - kind.processingMs();
            reach[workload] = Geography.reach(budget);
            accelerators[workload] = ACCELERATORS[random.nextInt(ACCELERATORS.length)];
            price[workload] = 0.9 + 0.2 * random.nextDouble();
            double size = kind.accelerators()
                    * StrictMath.exp(random.nextGaussian() * kind.spread())
                    / accelerators[workload];
            for (int i = 0; i < spec.locations(); i++) {
                int slice = workload * spec.locations() + i;
                place[slice] = world.near(1);
                double load = size * StrictMath.exp(random.nextGaussian() * 0.4);
                loadMicros[slice] = Math.max(1_000, Math.round(load * PlacementModel.REPLICA));
                // Whole replicas, as they are counted in the end, if nothing is shared.
                demand += Math.ceil(load) * accelerators[workload];
            }
        }
        world.scale(demand, spec.utilisation());
        double[] reachOfSlice = new double[place.length];
        Arrays.setAll(reachOfSlice, slice -> reach[slice / spec.locations()]);
        long[] need = new long[place.length];
        Arrays.setAll(
                need,
                slice -> Math.ceilDiv(loadMicros[slice], PlacementModel.REPLICA)
                        * accelerators[slice / spec.locations()]);
        world.makeRoom(place, reachOfSlice, need);
    }

    private PlacementModel build() {
        long[] weight = new long[place.length];
        Arrays.setAll(weight, slice -> 1 + loadMicros[slice] / 10_000);
        var builder = new PlacementModelBuilder(world.capacity, spec.workloads(), weight);
        for (int workload = 0; workload < spec.workloads(); workload++) {
            int first = workload * spec.locations();
            int[] members = new int[spec.locations()];
            Arrays.setAll(members, i -> first + i);
            builder.group(members);
            for (int pool = 0; pool < spec.sites(); pool++) {
                addCell(builder, workload, pool);
            }
        }
        return builder.build();
    }

    private void addCell(PlacementModelBuilder builder, int workload, int pool) {
        boolean begun = false;
        for (int slice = workload * spec.locations(); slice < (workload + 1) * spec.locations(); slice++) {
            double chord = world.squaredChord(place[slice], pool);
            if (chord > reach[workload]) {
                continue;
            }
            double perMonth = world.pricePerMonth[pool];
            if (!begun) {
                begun = true;
                double perReplica = perMonth * price[workload] * accelerators[workload];
                builder.cell(pool, accelerators[workload], Math.round(perReplica * 100) * 10_000);
            }
            double replicas = (double) loadMicros[slice] / PlacementModel.REPLICA;
            // About 20 requests per second a replica: USD 0.05 a ms and rps, USD 3 of egress a replica.
            double dollars = replicas * (20 * 0.05 * Geography.latency(chord) + 3 + perMonth / 730);
            long micros = Math.round(dollars * 1e6);
            builder.option(slice, loadMicros[slice], micros, micros);
        }
    }
}
