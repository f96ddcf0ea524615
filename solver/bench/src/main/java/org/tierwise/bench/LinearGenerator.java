package org.tierwise.bench;

import java.util.Arrays;
import java.util.Random;
import org.tierwise.bench.Geography.Kind;
import org.tierwise.bench.Geography.Place;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;

/**
 * An estate with linear costs on the {@link Geography} of {@link EstateGenerator}: each slice is a serving group of its
 * own, whose one replica takes a whole number of accelerators, the same everywhere. So it is a generalised assignment
 * problem whose costs come from latency and price.
 */
final class LinearGenerator {
    private LinearGenerator() {}

    /** The same model for the same spec, on every machine. */
    static PlacementModel generate(LinearSpec spec) {
        var world = new Geography(spec.seed(), spec.sites());
        Random random = world.random;
        var place = new Place[spec.slices()];
        double[] reach = new double[spec.slices()];
        double[] price = new double[spec.slices()];
        long[] weight = new long[spec.slices()];
        for (int slice = 0; slice < spec.slices(); slice++) {
            Kind kind = world.kind();
            double budget = kind.budgetMs() * (0.8 + 0.4 * random.nextDouble()) - kind.processingMs();
            reach[slice] = Geography.reach(budget);
            price[slice] = 0.9 + 0.2 * random.nextDouble();
            double accelerators = kind.accelerators() * StrictMath.exp(random.nextGaussian() * kind.spread());
            weight[slice] = Math.max(1, Math.round(accelerators));
            place[slice] = world.near(1);
        }
        world.scale(Arrays.stream(weight).sum(), spec.utilisation());
        world.makeRoom(place, reach, weight);
        var builder = new PlacementModelBuilder(world.capacity, spec.slices(), weight);
        for (int slice = 0; slice < spec.slices(); slice++) {
            builder.group(slice);
            for (int pool = 0; pool < spec.sites(); pool++) {
                double chord = world.squaredChord(place[slice], pool);
                // What is larger than a site can never be there.
                if (chord <= reach[slice] && weight[slice] <= world.capacity[pool]) {
                    double perMonth = world.pricePerMonth[pool];
                    // As in the estates: USD 1 a ms and USD 3 of egress for each accelerator.
                    double each = perMonth * price[slice] + Geography.latency(chord) + 3 + perMonth / 730;
                    long micros = Math.round(weight[slice] * each * 1e6);
                    builder.cell(pool, Math.toIntExact(weight[slice]), 0);
                    builder.option(slice, 1, micros, micros);
                }
            }
        }
        return builder.build();
    }
}
