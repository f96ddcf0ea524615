package org.tierwise.solver.bound;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * The Lagrangian of a problem, or of what is left of it when some groups have their place: its value at given
 * multipliers and its slope there. Between full scans each group looks at its candidate cells only; a scan looks at all
 * of them and adds those that were missed. Large problems are worked on by several threads; the sums are whole numbers,
 * so that the answer does not depend on their number. One instance serves one thread at a time.
 */
final class Relaxation {
    /** Below this much work in an evaluation a second thread costs more than it helps. */
    private static final long PARALLEL_FROM = 400_000;

    private static final int CHUNKS = 8;

    /** A pool of which this part is used could get full. */
    private static final double FULL = 0.5;

    final PlacementModel model;
    private final List<GroupTable> tables;
    private final Slack slack;
    private final long unplacedWeight;
    private final boolean strict;
    private final long[] capacity;
    private final int[] room;
    private final int[] active;
    private int activeCount;
    private final Part[] parts;

    /** What the answer uses: parts of accelerators by pool, watts by site, micro-dollars by provider, weight. */
    private final long[] usage;

    private final long[] spend;
    private long unplaced;

    /** Whether one thread is all that it gets. */
    private boolean alone;

    /** Of the last {@link #value}. */
    private Prices last;

    private BlockCount sizes;
    private long[] usedBlocks = new long[0];
    private long[] ownBlocks = new long[0];

    /** @param strict whether no slice that weighs more than {@code unplacedWeight} may stay unplaced, at any price */
    Relaxation(PlacementModel model, long unplacedWeight, boolean strict) {
        this(model, unplacedWeight, strict, GroupTable.of(model), null);
    }

    private Relaxation(
            PlacementModel model, long unplacedWeight, boolean strict, List<GroupTable> tables, @Nullable Slack slack) {
        this.model = model;
        this.unplacedWeight = unplacedWeight;
        this.strict = strict;
        this.tables = tables;
        this.slack = slack == null ? new Slack(model, tables) : slack;
        capacity = model.poolCapacity.clone();
        active = IntStream.range(0, tables.size()).toArray();
        activeCount = active.length;
        room = new int[model.pools];
        for (int pool = 0; pool < model.pools; pool++) {
            limit(pool);
        }
        parts = new Part[CHUNKS];
        usage = new long[model.pools];
        spend = new long[model.providers];
        sizes = BlockCount.none(model);
        last = new Prices(model, Multipliers.none(model));
    }

    /** The same problem with all groups open, for one thread. */
    Relaxation whole() {
        var copies = tables.stream().map(GroupTable::copy).toList();
        var whole = new Relaxation(model, unplacedWeight, strict, copies, slack.copy());
        whole.tellApart(sizes);
        whole.alone = true;
        return whole;
    }

    int tables() {
        return tables.size();
    }

    GroupTable table(int index) {
        return tables.get(index);
    }

    int candidates() {
        int sum = 0;
        for (int i = 0; i < activeCount; i++) {
            sum += tables.get(active[i]).count;
        }
        return sum;
    }

    /** The sizes that the slope tells apart. */
    BlockCount sizes() {
        return sizes;
    }

    /** Looks at no cells any more until a scan adds some: those that far away prices asked for are only a burden. */
    void forgetCandidates() {
        tables.forEach(GroupTable::forget);
    }

    /** Takes a group out of the problem. */
    void close(int table) {
        int kept = 0;
        for (int i = 0; i < activeCount; i++) {
            if (active[i] != table) {
                active[kept++] = active[i];
            }
        }
        activeCount = kept;
    }

    /** Less is left at a pool. */
    void leave(int pool, long accelerators) {
        capacity[pool] = accelerators;
        limit(pool);
    }

    long capacity(int pool) {
        return capacity[pool];
    }

    /** A vector as multipliers, as far as what is left of the pools needs them. */
    Multipliers multipliers(DualSpace space, double[] at) {
        return space.multipliers(at, capacity);
    }

    /** Value of the Lagrangian over the candidates, in micro-dollars; {@link #slope} then tells its slope. */
    double value(Multipliers multipliers) {
        var prices = prices(multipliers);
        last = prices;
        Arrays.fill(usage, 0);
        Arrays.fill(spend, 0);
        Arrays.fill(usedBlocks, 0);
        unplaced = 0;
        double sum = 0;
        for (var part : run(part -> part.solve(prices), work())) {
            sum += part.sum;
            for (int pool = 0; pool < usage.length; pool++) {
                usage[pool] += part.usage[pool];
            }
            for (int provider = 0; provider < spend.length; provider++) {
                spend[provider] += part.spend[provider];
            }
            for (int i = 0; i < usedBlocks.length; i++) {
                usedBlocks[i] += part.usedBlocks[i];
            }
            unplaced += part.unplaced;
        }
        return sum + constant(multipliers, prices);
    }

    /** Exact value over all cells, in micro-dollars: a bound if nothing was taken out. Adds candidates. */
    long scan(Multipliers multipliers) {
        var prices = prices(multipliers);
        slack.follow(prices);
        long sum = 0;
        for (var part : run(part -> part.scan(prices), Long.MAX_VALUE)) {
            if (part.sum >= Blocks.NEVER) {
                return PlacementModel.NO_LIMIT;
            }
            sum += part.sum;
        }
        return sum + LowerBound.constant(model, multipliers, prices, unplacedWeight);
    }

    /** Adds for each block the cells that are cheapest at these prices, so many. */
    void seed(Multipliers multipliers, int cellsPerBlock) {
        var prices = prices(multipliers);
        run(part -> part.seed(prices, cellsPerBlock), Long.MAX_VALUE);
    }

    Prices prices(Multipliers multipliers) {
        return new Prices(model, multipliers, strict ? unplacedWeight : PlacementModel.NO_LIMIT, capacity);
    }

    /** Accelerators that the answer of the last {@link #value} uses. */
    double used() {
        double sum = 0;
        for (long each : usage) {
            sum += each;
        }
        return sum / Prices.ACCELERATOR_PARTS;
    }

    /** The slope of the last {@link #value} in the directions of {@link DualSpace}. */
    void slope(DualSpace space, Multipliers at, double[] slope) {
        boolean[] open = LowerBound.openSites(model, at, last);
        if (sizes.size() > 0) {
            balance(open);
        }
        space.slope(usage, ownBlocks, capacity, open, spend, unplaced - unplacedWeight, slope);
    }

    /** Blocks by whose own prices the answer pays, less those that the pools would be filled with. */
    private void balance(boolean[] open) {
        Arrays.fill(ownBlocks, 0);
        for (int pool = 0; pool < model.pools; pool++) {
            var prices = last.closed(pool);
            if (prices != null) {
                int from = sizes.from[pool];
                for (int accelerators = 1; accelerators <= capacity[pool]; accelerators++) {
                    long used = usedBlocks[from + accelerators - 1];
                    if (used > 0) {
                        prices.count(accelerators, used, ownBlocks, from - 1);
                    }
                }
                if (open[model.poolSite[pool]]) {
                    prices.count((int) capacity[pool], -1, ownBlocks, from - 1);
                }
            }
        }
    }

    /** From now on the slope tells the sizes of blocks apart, at small pools that are wanted at these prices. */
    BlockCount tellApart(Multipliers multipliers) {
        value(multipliers);
        boolean[] wanted = new boolean[model.pools];
        for (int pool = 0; pool < model.pools; pool++) {
            wanted[pool] = multipliers.accelerator()[pool] > 0
                    || usage[pool] / Prices.ACCELERATOR_PARTS > FULL * model.poolCapacity[pool];
        }
        tellApart(BlockCount.small(model, tables, wanted));
        return sizes;
    }

    private void tellApart(BlockCount told) {
        sizes = told;
        usedBlocks = new long[sizes.size()];
        ownBlocks = new long[sizes.size()];
        Arrays.fill(parts, null);
    }

    /** What a group would take at the present prices: an option for each of its slices; false if it has no way. */
    boolean column(int table, Prices prices, GroupSolver solver, int[] optionBySlice) {
        var of = tables.get(table);
        if (solver.solve(of, prices, room) >= Blocks.NEVER) {
            return false;
        }
        solver.visit(of, (block, cell) -> {
            for (int rest = block; rest != 0; rest &= rest - 1) {
                int slice = of.slices[Integer.numberOfTrailingZeros(rest)];
                optionBySlice[slice] = cell == GroupSolver.UNPLACED ? -1 : model.optionAt(slice, of.cell[cell]);
            }
        });
        return true;
    }

    private double constant(Multipliers multipliers, Prices prices) {
        double sum = 0;
        for (int pool = 0; pool < model.pools; pool++) {
            // Prices of blocks know what is left.
            if (prices.closed(pool) == null) {
                long taken = model.poolCapacity[pool] - capacity[pool];
                sum += (double) multipliers.accelerator()[pool] * taken;
            }
        }
        return sum + LowerBound.constant(model, multipliers, prices, unplacedWeight);
    }

    private void limit(int pool) {
        long parts = Math.min(capacity[pool], Integer.MAX_VALUE / Prices.ACCELERATOR_PARTS) * Prices.ACCELERATOR_PARTS;
        room[pool] = (int) (capacity[pool] >= Integer.MAX_VALUE / Prices.ACCELERATOR_PARTS ? Integer.MAX_VALUE : parts);
    }

    private long work() {
        long sum = 0;
        for (int i = 0; i < activeCount; i++) {
            var table = tables.get(active[i]);
            sum += (long) table.count * table.blocks();
        }
        return sum;
    }

    private Part[] run(java.util.function.Consumer<Part> step, long work) {
        boolean parallel = !alone && work >= PARALLEL_FROM && activeCount >= CHUNKS;
        int chunks = parallel ? CHUNKS : 1;
        var used = new Part[chunks];
        for (int i = 0; i < chunks; i++) {
            if (parts[i] == null) {
                parts[i] = new Part();
            }
            used[i] = parts[i];
            used[i].from = (int) ((long) activeCount * i / chunks);
            used[i].to = (int) ((long) activeCount * (i + 1) / chunks);
        }
        if (parallel) {
            Arrays.stream(used).parallel().forEach(step);
        } else {
            step.accept(used[0]);
        }
        return used;
    }

    /** A range of the open tables and what their answers use. */
    private final class Part {
        int from;
        int to;
        long sum;
        long unplaced;
        final long[] usage = new long[model.pools];
        final long[] spend = new long[model.providers];
        final long[] usedBlocks = new long[sizes.size()];
        private final GroupSolver solver = new GroupSolver(model);
        private final int[] wanted = new int[1 << GroupTable.SLICES_MAX];

        void solve(Prices prices) {
            Arrays.fill(usage, 0);
            Arrays.fill(spend, 0);
            Arrays.fill(usedBlocks, 0);
            unplaced = 0;
            sum = 0;
            for (int i = from; i < to; i++) {
                var table = tables.get(active[i]);
                sum += solver.solve(table, prices, room);
                count(table);
            }
        }

        private void count(GroupTable table) {
            int blocks = table.blocks();
            for (int set = blocks; set != 0; ) {
                int block = solver.blockOf(set);
                int cell = solver.bestCell[block];
                if (solver.best[block] >= Blocks.NEVER) {
                    break;
                }
                if (cell == GroupSolver.UNPLACED) {
                    unplaced += model.sliceWeight[table.slices[Integer.numberOfTrailingZeros(block)]];
                } else {
                    int at = cell * blocks + block - 1;
                    int pool = table.pool[cell];
                    usage[pool] += table.parts[at];
                    if (sizes.sizes(pool) > 0 && table.parts[at] > 0) {
                        usedBlocks[sizes.from[pool] + (table.parts[at] >> Prices.PART_BITS) - 1]++;
                    }
                    if (model.shareCap != null) {
                        spend[model.poolProvider[table.pool[cell]]] += table.spend[at];
                    }
                }
                set ^= block;
            }
        }

        void seed(Prices prices, int cellsPerBlock) {
            for (int i = from; i < to; i++) {
                var table = tables.get(active[i]);
                for (int cell : solver.cheapest(table, prices, cellsPerBlock)) {
                    if (!table.has(cell)) {
                        table.add(cell, solver.blocks);
                    }
                }
            }
        }

        void scan(Prices prices) {
            sum = 0;
            for (int i = from; i < to; i++) {
                var table = tables.get(active[i]);
                long least = slack.serves(table, prices)
                        ? solver.scan(table, active[i], prices, room, slack)
                        : solver.scan(table, prices, room);
                sum = least >= Blocks.NEVER ? Blocks.NEVER : Math.min(Blocks.NEVER, sum + least);
                int many = 0;
                for (int set = 1; set <= table.blocks(); set++) {
                    if (solver.best[set] < Blocks.NEVER && solver.bestCell[set] != GroupSolver.UNPLACED) {
                        wanted[many++] = solver.bestCell[set];
                    }
                }
                for (int w = 0; w < many; w++) {
                    if (!table.has(wanted[w])) {
                        table.add(wanted[w], solver.blocks);
                    }
                }
            }
        }
    }
}
