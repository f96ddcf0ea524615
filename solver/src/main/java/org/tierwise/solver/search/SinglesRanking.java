package org.tierwise.solver.search;

import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.Cheapest;
import org.tierwise.solver.model.PlacementModel;

/** Which options of a slice a search of {@link Singles} looks at, best by price first. */
final class SinglesRanking {
    /** With more options than this, each slice keeps some only. */
    private static final int OPTIONS_MANY = 2_000_000;

    /** Of these, the best by price of all, and the best of those that have room beside a plan. */
    private static final int BEST = 48;

    private static final int BEST_WITH_ROOM = 16;

    private final PlacementModel model;
    private final long[] price;
    private final int @Nullable [] plan;
    private final long[] room;
    private final int best;
    private final int withRoom;

    /** @param plan options by slice that are kept, −1 where there is none; or nothing */
    SinglesRanking(PlacementModel model, long[] acceleratorMicros, int @Nullable [] plan) {
        this(
                model,
                acceleratorMicros,
                plan,
                leavesOut(model) ? BEST : Integer.MAX_VALUE,
                leavesOut(model) ? BEST_WITH_ROOM : 0);
    }

    SinglesRanking(PlacementModel model, long[] acceleratorMicros, int @Nullable [] plan, int best, int withRoom) {
        this.model = model;
        this.best = best;
        this.withRoom = withRoom;
        price = acceleratorMicros;
        this.plan = plan;
        room = model.poolCapacity.clone();
        if (plan != null) {
            for (int option : plan) {
                if (option >= 0) {
                    room[model.pool(option)] -= Singles.accelerators(model, option);
                }
            }
        }
    }

    static boolean leavesOut(PlacementModel model) {
        return model.options > OPTIONS_MANY;
    }

    /** Options of a slice that its pool has accelerators for; in the order of the model where prices are equal. */
    int[] best(int slice) {
        var kept = new Cheapest(Math.min(best, model.optionCount(slice)));
        var roomy = new Cheapest(withRoom);
        for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
            int option = model.sliceOption[at];
            int pool = model.pool(option);
            long needed = Singles.accelerators(model, option);
            if (needed <= model.poolCapacity[pool]) {
                double value = value(option);
                kept.offer(option, value);
                if (needed <= room[pool]) {
                    roomy.offer(option, value);
                }
            }
        }
        int planned = plan == null ? -1 : plan[slice];
        if (withRoom == 0 && (planned < 0 || kept.has(planned))) {
            return kept.items();
        }
        var all = new Cheapest(kept.size() + roomy.size() + 1);
        addAll(all, kept);
        addAll(all, roomy);
        if (planned >= 0 && !all.has(planned)) {
            all.offer(planned, value(planned));
        }
        return all.items();
    }

    private double value(int option) {
        return model.aloneMicros(option) + (double) price[model.pool(option)] * Singles.accelerators(model, option);
    }

    private static void addAll(Cheapest all, Cheapest more) {
        for (int rank = 0; rank < more.size(); rank++) {
            if (!all.has(more.item(rank))) {
                all.offer(more.item(rank), more.value(rank));
            }
        }
    }
}
