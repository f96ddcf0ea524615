package org.tierwise.solver.search;

import java.util.Arrays;
import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.model.PlacementModel;

/** For each pool the serving groups that would like to be there: those with one of their best cells at it. Immutable. */
final class Fans {
    private static final int BEST_CELLS = 4;

    private final int[][] groupsOfPool;

    Fans(PlacementModel model, Guide guide) {
        int[] count = new int[model.pools];
        int[] seen = new int[model.pools];
        groupsOfPool = new int[model.pools][2];
        Arrays.fill(seen, -1);
        for (int group = 0; group < model.groups; group++) {
            if (!guide.guides(group)) {
                continue;
            }
            for (int[] cells : guide.group(group).cells) {
                for (int i = 0; i < Math.min(BEST_CELLS, cells.length); i++) {
                    int pool = model.cellPool[cells[i]];
                    if (seen[pool] != group) {
                        seen[pool] = group;
                        if (count[pool] == groupsOfPool[pool].length) {
                            groupsOfPool[pool] = Arrays.copyOf(groupsOfPool[pool], 2 * count[pool]);
                        }
                        groupsOfPool[pool][count[pool]++] = group;
                    }
                }
            }
        }
        for (int pool = 0; pool < model.pools; pool++) {
            groupsOfPool[pool] = Arrays.copyOf(groupsOfPool[pool], count[pool]);
        }
    }

    int[] of(int pool) {
        return groupsOfPool[pool];
    }
}
