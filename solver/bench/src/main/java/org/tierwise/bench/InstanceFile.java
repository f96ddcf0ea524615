package org.tierwise.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;

/**
 * Reads instances of the literature. All are minimisation, and in all an item is a serving group of one slice whose one
 * replica takes as many accelerators as the item weighs:
 *
 * <ul>
 *   <li>generalised assignment (GAP): {@code m n}, m rows of n costs, m rows of n weights, m capacities, for m agents
 *       and n items;
 *   <li>single-source facility location (SSCFLP): {@code m n}, m capacities, m costs of opening, n demands, n rows of
 *       m costs, for m sites and n items;
 *   <li>sparse ({@code .sgap}): {@code n m}, m capacities, then an item a line, {@code k} and k times site from 0, cost
 *       and weight; at the end m costs of opening, or nothing.
 * </ul>
 *
 * The first two have no mark of their own; they differ in how many numbers they have.
 */
final class InstanceFile {
    private static final String SPARSE = ".sgap";
    private static final long MOST_CAPACITY = PlacementModel.NO_LIMIT;

    private InstanceFile() {}

    static PlacementModel read(Path file) {
        if (file.getFileName().toString().endsWith(SPARSE)) {
            return readSparse(file);
        }
        long count = NumberFile.count(file);
        try (var numbers = new NumberFile(file)) {
            int m = numbers.nextInt("number of agents or sites", 1);
            int n = numbers.nextInt("number of items", 1);
            long assignment = 2 + 2L * m * n + m;
            long location = 2 + 2L * m + n + (long) m * n;
            if (count == assignment && (count != location || !Files.exists(file.resolveSibling("os")))) {
                return readAssignment(numbers, m, n);
            }
            if (count == location) {
                return readLocation(numbers, m, n);
            }
            throw new BadInput(file + " has " + count + " numbers. With (" + m + ") and (" + n
                    + ") in its first line it needs " + assignment + " as a generalised assignment problem, or "
                    + location + " as a facility location problem.");
        }
    }

    private static PlacementModel readAssignment(NumberFile numbers, int m, int n) {
        long[][] micros = new long[m][n];
        int[][] weight = new int[m][n];
        for (int agent = 0; agent < m; agent++) {
            for (int item = 0; item < n; item++) {
                micros[agent][item] = numbers.nextMicros("cost of item " + item + " at agent " + agent);
            }
        }
        for (int agent = 0; agent < m; agent++) {
            for (int item = 0; item < n; item++) {
                weight[agent][item] = numbers.nextInt("weight of item " + item + " at agent " + agent, 0);
            }
        }
        long[] capacity = new long[m];
        for (int agent = 0; agent < m; agent++) {
            capacity[agent] = numbers.nextLong("capacity of agent " + agent, 0, MOST_CAPACITY);
        }
        var builder = new PlacementModelBuilder(capacity, n, ones(n));
        for (int item = 0; item < n; item++) {
            builder.group(item);
            for (int agent = 0; agent < m; agent++) {
                add(builder, item, agent, micros[agent][item], weight[agent][item]);
            }
        }
        return builder.build();
    }

    private static PlacementModel readLocation(NumberFile numbers, int m, int n) {
        long[] capacity = new long[m];
        long[] open = new long[m];
        int[] demand = new int[n];
        for (int site = 0; site < m; site++) {
            capacity[site] = numbers.nextLong("capacity of site " + site, 0, MOST_CAPACITY);
        }
        for (int site = 0; site < m; site++) {
            open[site] = numbers.nextMicros("cost of opening site " + site);
        }
        for (int item = 0; item < n; item++) {
            demand[item] = numbers.nextInt("demand of item " + item, 0);
        }
        var builder = new PlacementModelBuilder(capacity, n, ones(n)).sites(identity(m), open);
        for (int item = 0; item < n; item++) {
            builder.group(item);
            for (int site = 0; site < m; site++) {
                long micros = numbers.nextMicros("cost of item " + item + " at site " + site);
                add(builder, item, site, micros, demand[item]);
            }
        }
        return builder.build();
    }

    private static PlacementModel readSparse(Path file) {
        try (var numbers = new NumberFile(file)) {
            numbers.beginLine("nothing");
            int n = numbers.nextInt("number of items", 1);
            int m = numbers.nextInt("number of sites", 1);
            numbers.beginLine("the number of sites");
            long[] capacity = new long[m];
            for (int site = 0; site < m; site++) {
                capacity[site] = numbers.nextLong("capacity of site " + site, 0, MOST_CAPACITY);
            }
            var builder = new PlacementModelBuilder(capacity, n, ones(n));
            long[] micros = new long[m];
            int[] weight = new int[m];
            int[] used = new int[m];
            for (int item = 0; item < n; item++) {
                builder.group(item);
                numbers.beginLine(item == 0 ? "the capacity of the last site" : "the last site of item " + (item - 1));
                int options = numbers.nextInt("number of sites of item " + item, 0);
                if (options > m) {
                    throw numbers.bad("number of sites of item " + item, "is above the number of sites, " + m);
                }
                Arrays.fill(weight, -1);
                for (int i = 0; i < options; i++) {
                    int site = (int) numbers.nextLong("site of item " + item, 0, m - 1);
                    if (weight[site] >= 0) {
                        throw numbers.bad("site of item " + item, "is there twice");
                    }
                    used[i] = site;
                    micros[site] = numbers.nextMicros("cost of item " + item + " at site " + site);
                    weight[site] = numbers.nextInt("weight of item " + item + " at site " + site, 0);
                }
                Arrays.sort(used, 0, options);
                for (int i = 0; i < options; i++) {
                    add(builder, item, used[i], micros[used[i]], weight[used[i]]);
                }
            }
            numbers.beginLine("the last site of item " + (n - 1));
            if (numbers.hasNext()) {
                long[] open = new long[m];
                for (int site = 0; site < m; site++) {
                    open[site] = numbers.nextMicros("cost of opening site " + site);
                }
                numbers.end("the cost of opening the last site");
                builder.sites(identity(m), open);
            }
            return builder.build();
        }
    }

    private static void add(PlacementModelBuilder builder, int item, int pool, long micros, int weight) {
        builder.cell(pool, weight, 0);
        builder.option(item, 1, micros, micros);
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int[] identity(int count) {
        int[] identity = new int[count];
        Arrays.setAll(identity, i -> i);
        return identity;
    }
}
