package org.tierwise.bench;

import java.util.Arrays;
import java.util.Random;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;

/**
 * An estate of the product's shape, at whole replicas.
 *
 * <p>Places lie around population centres on the globe. Of the sites 82 % are edge (8 to 24 accelerators, dear), 15 %
 * regional (32 to 128) and 3 % central (256 to 512, cheap). A workload has a class with its latency budget, a model
 * with its accelerators per replica, and demand at several places; a slice may run wherever access, the way there and
 * processing stay below the budget. Demand is scaled to the wanted part of the capacity. Then each slice is placed
 * once, those with the fewest places first, and where that fails the best pool is enlarged: so a complete plan exists.
 */
public final class EstateGenerator {
    private static final double EARTH_KM = 6_371.0088;
    private static final double MS_PER_KM = 0.00995714 * 1.45;

    /**
     * Budget in ms, processing in ms, part of all workloads, accelerators of a usual slice, spread of that: control,
     * video, code completion, conversation, tolerant, near real time, batch. What is urgent is local and small.
     */
    private static final double[][] CLASSES = {
        {35, 10, 0.06, 2, 0.5},
        {80, 25, 0.10, 3, 0.6},
        {180, 70, 0.16, 6, 0.8},
        {450, 180, 0.26, 10, 1.0},
        {2_000, 900, 0.20, 18, 1.0},
        {150, 40, 0.12, 6, 0.8},
        {100_000, 2_000, 0.10, 25, 1.0},
    };

    private static final int[] ACCELERATORS = {1, 1, 1, 2, 2, 4, 8};

    private final EstateSpec spec;
    private final Random random;
    private final double[][] centres;

    private final double[][] site;
    private final long[] capacity;
    private final double[] pricePerMonth;

    private EstateGenerator(EstateSpec spec) {
        this.spec = spec;
        random = new Random(spec.seed());
        centres = new double[Math.max(12, spec.sites() / 40)][];
        for (int i = 0; i < centres.length; i++) {
            double latitude = Math.toDegrees(Math.asin(random.nextDouble() * 1.4 - 0.55));
            centres[i] = new double[] {latitude, random.nextDouble() * 360 - 180};
        }
        site = new double[spec.sites()][];
        capacity = new long[spec.sites()];
        pricePerMonth = new double[spec.sites()];
        for (int i = 0; i < spec.sites(); i++) {
            site[i] = near(2);
            double kind = random.nextDouble();
            double spread = Math.exp(random.nextGaussian() * 0.12);
            if (kind < 0.82) {
                capacity[i] = 8 + random.nextInt(17);
                pricePerMonth[i] = 730 * 3.4 * spread;
            } else if (kind < 0.97) {
                capacity[i] = 32 + random.nextInt(97);
                pricePerMonth[i] = 730 * 2.5 * spread;
            } else {
                capacity[i] = 256 + random.nextInt(257);
                pricePerMonth[i] = 730 * 2.1 * spread;
            }
        }
    }

    public static PlacementModel generate(EstateSpec spec) {
        return new EstateGenerator(spec).build();
    }

    private PlacementModel build() {
        int slices = spec.workloads() * spec.locations();
        int[] accelerators = new int[spec.workloads()];
        double[] budget = new double[spec.workloads()];
        double[] price = new double[spec.workloads()];
        double[][] place = new double[slices][];
        double[] load = new double[slices];
        double demand = 0;
        for (int workload = 0; workload < spec.workloads(); workload++) {
            double[] kind = kind();
            budget[workload] = kind[0] * (0.8 + 0.4 * random.nextDouble()) - kind[1];
            accelerators[workload] = ACCELERATORS[random.nextInt(ACCELERATORS.length)];
            price[workload] = 0.9 + 0.2 * random.nextDouble();
            double size = kind[3] * Math.exp(random.nextGaussian() * kind[4]) / accelerators[workload];
            for (int i = 0; i < spec.locations(); i++) {
                int slice = workload * spec.locations() + i;
                place[slice] = near(1);
                load[slice] = size * Math.exp(random.nextGaussian() * 0.4);
                // Whole replicas, as they are counted in the end, if nothing is shared.
                demand += Math.ceil(load[slice]) * accelerators[workload];
            }
        }
        double scale = demand / spec.utilisation() / Arrays.stream(capacity).sum();
        Arrays.setAll(capacity, pool -> Math.max(1, Math.round(capacity[pool] * scale)));
        long[] loadMicros = new long[slices];
        for (int slice = 0; slice < slices; slice++) {
            loadMicros[slice] = Math.max(1_000, Math.round(load[slice] * PlacementModel.REPLICA));
        }
        makeRoom(accelerators, budget, place, loadMicros);
        long[] weight = new long[slices];
        Arrays.setAll(weight, slice -> 1 + loadMicros[slice] / 10_000);
        var builder = new PlacementModelBuilder(capacity, spec.workloads(), weight);
        double[] ms = new double[spec.locations()];
        for (int workload = 0; workload < spec.workloads(); workload++) {
            int first = workload * spec.locations();
            int[] members = new int[spec.locations()];
            Arrays.setAll(members, i -> first + i);
            builder.group(members);
            for (int pool = 0; pool < spec.sites(); pool++) {
                boolean any = false;
                for (int i = 0; i < ms.length; i++) {
                    ms[i] = latency(place[first + i], site[pool]);
                    any |= ms[i] < budget[workload];
                }
                if (!any) {
                    continue;
                }
                builder.cell(
                        pool,
                        accelerators[workload],
                        Math.round(pricePerMonth[pool] * price[workload] * accelerators[workload] * 100) * 10_000);
                for (int i = 0; i < ms.length; i++) {
                    if (ms[i] < budget[workload]) {
                        double replicas = (double) loadMicros[first + i] / PlacementModel.REPLICA;
                        // About 20 requests per second a replica: USD 0.05 a ms and rps, USD 3 of egress a replica.
                        long micros = Math.round(replicas * (20 * 0.05 * ms[i] + 3 + pricePerMonth[pool] / 730) * 1e6);
                        builder.option(first + i, loadMicros[first + i], micros, micros);
                    }
                }
            }
        }
        return builder.build();
    }

    /** Places every slice once, those with the fewest places first; enlarges a pool where there is no room. */
    private void makeRoom(int[] accelerators, double[] budget, double[][] place, long[] loadMicros) {
        int slices = place.length;
        int[] choices = new int[slices];
        for (int slice = 0; slice < slices; slice++) {
            for (double[] there : site) {
                if (latency(place[slice], there) < budget[slice / spec.locations()]) {
                    choices[slice]++;
                }
            }
        }
        var order = new Integer[slices];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(choices[a], choices[b]));
        long[] free = capacity.clone();
        for (int slice : order) {
            int workload = slice / spec.locations();
            long need = Math.ceilDiv(loadMicros[slice], PlacementModel.REPLICA) * accelerators[workload];
            int best = -1;
            int nearest = 0;
            for (int pool = 0; pool < site.length; pool++) {
                double ms = latency(place[slice], site[pool]);
                if (ms < latency(place[slice], site[nearest])) {
                    nearest = pool;
                }
                if (ms < budget[workload] && free[pool] >= need && (best < 0 || free[pool] > free[best])) {
                    best = pool;
                }
            }
            if (best < 0) {
                best = nearest;
                capacity[best] += need - Math.max(0, free[best]);
                free[best] = Math.max(free[best], need);
                place[slice] = place[slice].clone();
                if (latency(place[slice], site[best]) >= budget[workload]) {
                    // Nothing near enough: the users of this slice live beside the site.
                    System.arraycopy(site[best], 0, place[slice], 0, 2);
                }
            }
            free[best] -= need;
        }
    }

    private double[] kind() {
        double pick = random.nextDouble();
        for (double[] kind : CLASSES) {
            pick -= kind[2];
            if (pick < 0) {
                return kind;
            }
        }
        return CLASSES[3];
    }

    private double[] near(double spread) {
        double[] centre = centres[(int) (centres.length * random.nextDouble() * random.nextDouble())];
        double latitude = Math.clamp(centre[0] + random.nextGaussian() * spread, -70, 70);
        double longitude = centre[1] + random.nextGaussian() * spread;
        return new double[] {latitude, longitude};
    }

    private static double latency(double[] from, double[] to) {
        double dLatitude = Math.toRadians(to[0] - from[0]) / 2;
        double dLongitude = Math.toRadians(to[1] - from[1]) / 2;
        double h = Math.sin(dLatitude) * Math.sin(dLatitude)
                + Math.cos(Math.toRadians(from[0]))
                        * Math.cos(Math.toRadians(to[0]))
                        * Math.sin(dLongitude)
                        * Math.sin(dLongitude);
        double km = 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
        // Access over fibre, then the way: metro, or the backbone with its fixed part.
        return 12 + (km <= 100 ? 1 + 0.0644 * km : Math.min(7.44 + 0.0644 * (km - 100), 6 + MS_PER_KM * km));
    }
}
