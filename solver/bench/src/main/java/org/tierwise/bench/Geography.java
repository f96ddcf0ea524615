package org.tierwise.bench;

import java.util.Arrays;
import java.util.Random;

/**
 * Sites and people on a globe, and the latency between them. Places lie around population centres, of which the first
 * are by far the most crowded. Of the sites 82 % are edge (8 to 24 accelerators, dear), 15 % regional (32 to 128) and
 * 3 % central (256 to 512, cheap), before {@link #scale} fits them to the demand.
 *
 * <p>Every function is of {@link StrictMath} or exact, and {@link Random} is specified bit by bit: so a seed gives the
 * same world on every machine.
 */
final class Geography {
    private static final double EARTH_KM = 6_371.0088;

    /** Light in fibre to and fro, 4.9787 µs a km (refractive index 1.4926), with 45 % of detours. */
    private static final double MS_PER_KM = 0.00995714 * 1.45;

    /** Control, video, code completion, conversation, tolerant, near real time, batch. What is urgent is small. */
    private static final Kind[] KINDS = {
        new Kind(35, 10, 0.06, 2, 0.5),
        new Kind(80, 25, 0.10, 3, 0.6),
        new Kind(180, 70, 0.16, 6, 0.8),
        new Kind(450, 180, 0.26, 10, 1.0),
        new Kind(2_000, 900, 0.20, 18, 1.0),
        new Kind(150, 40, 0.12, 6, 0.8),
        new Kind(100_000, 2_000, 0.10, 25, 1.0),
    };

    final Random random;

    /** Accelerators of each site. */
    final long[] capacity;

    /** Of an accelerator, in dollars. */
    final double[] pricePerMonth;

    private final double[][] centres;
    private final Place[] site;

    Geography(long seed, int sites) {
        random = new Random(seed);
        centres = new double[Math.max(12, sites / 40)][];
        for (int i = 0; i < centres.length; i++) {
            double latitude = Math.toDegrees(StrictMath.asin(random.nextDouble() * 1.4 - 0.55));
            centres[i] = new double[] {latitude, random.nextDouble() * 360 - 180};
        }
        site = new Place[sites];
        capacity = new long[sites];
        pricePerMonth = new double[sites];
        for (int i = 0; i < sites; i++) {
            site[i] = near(2);
            double kind = random.nextDouble();
            double spread = StrictMath.exp(random.nextGaussian() * 0.12);
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

    /** A class of workloads, by the parts given in {@link #KINDS}. */
    Kind kind() {
        double pick = random.nextDouble();
        for (Kind kind : KINDS) {
            pick -= kind.part;
            if (pick < 0) {
                return kind;
            }
        }
        return KINDS[3];
    }

    /** A place around some centre; {@code spread} is in degrees. */
    Place near(double spread) {
        double[] centre = centres[(int) (centres.length * random.nextDouble() * random.nextDouble())];
        double latitude = Math.clamp(centre[0] + random.nextGaussian() * spread, -70, 70);
        double longitude = centre[1] + random.nextGaussian() * spread;
        return Place.at(latitude, longitude);
    }

    /** Multiplies all capacities so that {@code demand} accelerators are the wanted part of them. */
    void scale(double demand, double utilisation) {
        double scale = demand / utilisation / Arrays.stream(capacity).sum();
        Arrays.setAll(capacity, pool -> Math.max(1, Math.round(capacity[pool] * scale)));
    }

    /**
     * Places every slice once, those with the fewest places first, and enlarges a pool where there is no room: so a
     * complete plan exists. A slice without any site in reach moves beside the nearest one.
     *
     * @param place of each slice; changed where it has no site in reach
     * @param reach of each slice, see {@link #reach}
     * @param need accelerators of each slice
     */
    void makeRoom(Place[] place, double[] reach, long[] need) {
        int[] choices = new int[place.length];
        for (int slice = 0; slice < place.length; slice++) {
            for (Place there : site) {
                if (place[slice].squaredChord(there) <= reach[slice]) {
                    choices[slice]++;
                }
            }
        }
        var order = new Integer[place.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(choices[a], choices[b]));
        long[] free = capacity.clone();
        for (int slice : order) {
            int best = roomiest(place[slice], reach[slice], need[slice], free);
            if (best < 0) {
                best = nearest(place[slice]);
                long missing = Math.max(0, need[slice] - free[best]);
                capacity[best] += missing;
                free[best] += missing;
                if (place[slice].squaredChord(site[best]) > reach[slice]) {
                    place[slice] = site[best];
                }
            }
            free[best] -= need[slice];
        }
    }

    private int roomiest(Place place, double reach, long need, long[] free) {
        int best = -1;
        for (int pool = 0; pool < site.length; pool++) {
            if (free[pool] >= need
                    && (best < 0 || free[pool] > free[best])
                    && place.squaredChord(site[pool]) <= reach) {
                best = pool;
            }
        }
        return best;
    }

    private int nearest(Place place) {
        int nearest = 0;
        for (int pool = 1; pool < site.length; pool++) {
            if (place.squaredChord(site[pool]) < place.squaredChord(site[nearest])) {
                nearest = pool;
            }
        }
        return nearest;
    }

    /** The square of the chord to a site on a globe of radius 1. Cheap, and grows with latency. */
    double squaredChord(Place place, int pool) {
        return place.squaredChord(site[pool]);
    }

    /** The longest squared chord over which latency is below {@code ms}; negative if none is. */
    static double reach(double ms) {
        if (latency(0) >= ms) {
            return -1;
        }
        double within = 0;
        double beyond = 4;
        if (latency(beyond) < ms) {
            return Double.MAX_VALUE;
        }
        for (double middle = 2; middle > within && middle < beyond; middle = (within + beyond) / 2) {
            if (latency(middle) < ms) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return within;
    }

    /** Milliseconds over access by fibre, 12, and then the way: metro, or the backbone with its fixed part. */
    static double latency(double squaredChord) {
        double km = 2 * EARTH_KM * StrictMath.asin(Math.min(1, Math.sqrt(squaredChord) / 2));
        return 12 + (km <= 100 ? 1 + 0.0644 * km : Math.min(7.44 + 0.0644 * (km - 100), 6 + MS_PER_KM * km));
    }

    /** A point on a globe of radius 1. */
    record Place(double x, double y, double z) {
        static Place at(double latitude, double longitude) {
            double up = Math.toRadians(latitude);
            double around = Math.toRadians(longitude);
            double ring = StrictMath.cos(up);
            return new Place(ring * StrictMath.cos(around), ring * StrictMath.sin(around), StrictMath.sin(up));
        }

        double squaredChord(Place other) {
            double dx = x - other.x;
            double dy = y - other.y;
            double dz = z - other.z;
            return dx * dx + dy * dy + dz * dz;
        }
    }

    /**
     * A class of workloads.
     *
     * @param part of all workloads
     * @param accelerators of a usual slice
     * @param spread of the logarithm of those
     */
    record Kind(double budgetMs, double processingMs, double part, double accelerators, double spread) {}
}
