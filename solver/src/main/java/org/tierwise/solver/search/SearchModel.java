package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.List;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/**
 * The problem as flat arrays. Options are numbered through over all slices; a <em>cell</em> is a serving group at a
 * pool, where replicas are shared. The cells of a group lie side by side, and so do the options of a cell. Immutable.
 */
final class SearchModel {
    /** One replica, in the unit of loads. */
    static final long REPLICA_MICROS = 1_000_000;

    final int slices;
    final int groups;
    final int pools;
    final int cells;

    final long[] poolCapacity;
    final int[] sliceGroup;
    final long[] sliceWeight;
    final int[][] groupSlices;

    /** Options of slice s are {@code optionStart[s]} to {@code optionStart[s + 1] - 1}. */
    final int[] optionStart;

    final int[] optionSlice;
    final int[] optionCell;
    final long[] optionLoad;
    final long[] optionMicros;

    /** The options of each slice, cheapest alone first, in the same segments. */
    final int[] optionRanked;

    final int[] cellStart;
    final int[] cellPool;
    final int[] cellAccelerators;
    final long[] cellReplicaMicros;
    final int[] cellOptionStart;
    final int[] cellOption;

    private final PlacementProblem problem;
    private final Choice[] choices;
    private final CandidateCells candidates;

    SearchModel(PlacementProblem problem) {
        this.problem = problem;
        slices = problem.slices().size();
        groups = problem.groups();
        pools = problem.pools().size();
        poolCapacity =
                problem.pools().stream().mapToLong(pool -> pool.capacity()).toArray();
        sliceGroup = problem.slices().stream().mapToInt(slice -> slice.group()).toArray();
        sliceWeight = problem.slices().stream()
                .mapToLong(slice -> slice.unplacedWeight())
                .toArray();
        groupSlices = new int[groups][];
        for (int group = 0; group < groups; group++) {
            groupSlices[group] = new int[0];
        }
        optionStart = new int[slices + 1];
        for (int slice = 0; slice < slices; slice++) {
            if (problem.slices().get(slice).index() != slice) {
                throw new IllegalArgumentException("The slice at position (" + slice + ") says that its index is ("
                        + problem.slices().get(slice).index() + ").");
            }
            optionStart[slice + 1] = optionStart[slice] + options(slice).size();
            int[] mates = groupSlices[sliceGroup[slice]];
            groupSlices[sliceGroup[slice]] = Arrays.copyOf(mates, mates.length + 1);
            groupSlices[sliceGroup[slice]][mates.length] = slice;
        }
        int options = optionStart[slices];
        optionSlice = new int[options];
        optionCell = new int[options];
        optionLoad = new long[options];
        optionMicros = new long[options];
        choices = new Choice[options];
        cellStart = new int[groups + 1];
        var cellsBuilt = new Cells(options);
        for (int group = 0; group < groups; group++) {
            cellStart[group] = cellsBuilt.count;
            cellsBuilt.addGroup(group);
        }
        cells = cellsBuilt.count;
        cellStart[groups] = cells;
        cellPool = Arrays.copyOf(cellsBuilt.pool, cells);
        cellAccelerators = Arrays.copyOf(cellsBuilt.accelerators, cells);
        cellReplicaMicros = Arrays.copyOf(cellsBuilt.replicaMicros, cells);
        cellOptionStart = new int[cells + 1];
        cellOption = new int[options];
        listOptionsByCell();
        optionRanked = new int[options];
        rankOptions();
        candidates = new CandidateCells(this);
    }

    CandidateCells candidates() {
        return candidates;
    }

    PlacementProblem problem() {
        return problem;
    }

    Choice choice(int option) {
        return choices[option];
    }

    List<Choice> choices(int slice) {
        return Arrays.asList(choices).subList(optionStart[slice], optionStart[slice + 1]);
    }

    int optionCount(int slice) {
        return optionStart[slice + 1] - optionStart[slice];
    }

    int pool(int option) {
        return cellPool[optionCell[option]];
    }

    /** The option of this slice at a cell of its group, or −1. */
    int optionAt(int slice, int cell) {
        for (int i = cellOptionStart[cell]; i < cellOptionStart[cell + 1]; i++) {
            if (optionSlice[cellOption[i]] == slice) {
                return cellOption[i];
            }
        }
        return -1;
    }

    /** Whole replicas for the load of {@code members} slices together. */
    static long replicas(long load, int members) {
        return members == 0 ? 0 : Math.max(1, Math.ceilDiv(load, REPLICA_MICROS));
    }

    private List<PlacementOption> options(int slice) {
        // A blocked slice takes no part, whatever its options.
        var demand = problem.slices().get(slice);
        return demand.blocked() == null ? demand.options() : List.of();
    }

    private void listOptionsByCell() {
        for (int cell : optionCell) {
            cellOptionStart[cell + 1]++;
        }
        for (int cell = 0; cell < cells; cell++) {
            cellOptionStart[cell + 1] += cellOptionStart[cell];
        }
        int[] next = cellOptionStart.clone();
        for (int option = 0; option < optionCell.length; option++) {
            cellOption[next[optionCell[option]]++] = option;
        }
    }

    private void rankOptions() {
        for (int slice = 0; slice < slices; slice++) {
            int from = optionStart[slice];
            int to = optionStart[slice + 1];
            // Price and position packed into one sort key would overflow; two arrays of keys are sorted instead.
            var ids = new Integer[to - from];
            long[] price = new long[to - from];
            for (int option = from; option < to; option++) {
                ids[option - from] = option;
                price[option - from] =
                        optionMicros[option] + cellReplicaMicros[optionCell[option]] * replicas(optionLoad[option], 1);
            }
            Arrays.sort(ids, (a, b) -> Long.compare(price[a - from], price[b - from]));
            for (int i = 0; i < ids.length; i++) {
                optionRanked[from + i] = ids[i];
            }
        }
    }

    /** Collects cells while the options are read. */
    private final class Cells {
        int count;
        final int[] pool;
        final int[] accelerators;
        final long[] replicaMicros;
        private final int[] cellOfPool = new int[pools];
        private final int[] groupOfPool = new int[pools];
        private final int[] sliceOfPool = new int[pools];

        Cells(int options) {
            pool = new int[options];
            accelerators = new int[options];
            replicaMicros = new long[options];
            Arrays.fill(groupOfPool, -1);
            Arrays.fill(sliceOfPool, -1);
        }

        void addGroup(int group) {
            for (int slice : groupSlices[group]) {
                int id = optionStart[slice];
                for (var option : options(slice)) {
                    add(group, slice, id++, option);
                }
            }
        }

        private void add(int group, int slice, int id, PlacementOption option) {
            int at = option.pool();
            if (sliceOfPool[at] == slice) {
                throw refused(slice, at, "has two options at");
            }
            sliceOfPool[at] = slice;
            if (groupOfPool[at] != group) {
                groupOfPool[at] = group;
                cellOfPool[at] = count;
                pool[count] = at;
                accelerators[count] = option.acceleratorsPerReplica();
                replicaMicros[count++] = option.replicaCostMicros();
            }
            int cell = cellOfPool[at];
            if (accelerators[cell] != option.acceleratorsPerReplica()
                    || replicaMicros[cell] != option.replicaCostMicros()) {
                throw refused(slice, at, "needs another replica than its serving group at");
            }
            optionSlice[id] = slice;
            optionCell[id] = cell;
            optionLoad[id] = option.loadMicros();
            choices[id] = new Choice(id, option);
            optionMicros[id] = choices[id].sliceMicros();
        }

        private IllegalArgumentException refused(int slice, int at, String what) {
            return new IllegalArgumentException(
                    "Slice (" + problem.slices().get(slice).slice().id() + ") " + what + " pool ("
                            + problem.pools().get(at).at().optionId() + ").");
        }
    }
}
