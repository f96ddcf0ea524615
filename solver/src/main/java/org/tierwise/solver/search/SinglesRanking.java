package org.tierwise.solver.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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
        var kept = new Top(Math.min(best, model.optionCount(slice)));
        var roomy = new Top(withRoom);
        for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
            int option = model.sliceOption[at];
            int pool = model.pool(option);
            long needed = Singles.accelerators(model, option);
            if (needed <= model.poolCapacity[pool]) {
                long value = model.aloneMicros(option) + price[pool] * needed;
                kept.offer(option, value);
                if (needed <= room[pool]) {
                    roomy.offer(option, value);
                }
            }
        }
        var all = new Top(kept.size + roomy.size + 1);
        all.addAll(kept);
        all.addAll(roomy);
        int planned = plan == null ? -1 : plan[slice];
        if (planned >= 0) {
            all.add(
                    planned,
                    model.aloneMicros(planned) + price[model.pool(planned)] * Singles.accelerators(model, planned));
        }
        return Arrays.copyOf(all.option, all.size);
    }

    /** The least of what it is offered, in order. */
    private static final class Top {
        final int[] option;
        final long[] value;
        int size;

        Top(int most) {
            option = new int[most];
            value = new long[most];
        }

        void offer(int candidate, long its) {
            if (size == option.length && (size == 0 || its >= value[size - 1])) {
                return;
            }
            int to = size < option.length ? size++ : size - 1;
            while (to > 0 && value[to - 1] > its) {
                value[to] = value[to - 1];
                option[to] = option[to - 1];
                to--;
            }
            value[to] = its;
            option[to] = candidate;
        }

        void add(int candidate, long its) {
            for (int at = 0; at < size; at++) {
                if (option[at] == candidate) {
                    return;
                }
            }
            offer(candidate, its);
        }

        void addAll(Top that) {
            for (int at = 0; at < that.size; at++) {
                add(that.option[at], that.value[at]);
            }
        }
    }
}
