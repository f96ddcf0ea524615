package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * First plans for problems in which no slices share replicas: one slice after the other goes where it is cheapest by
 * price of all pools with room, those first that will soon find none.
 */
final class SinglesStart {
    private final PlacementModel model;
    private final long[] price;
    private final int[] withOptions;

    SinglesStart(PlacementModel model, long[] acceleratorMicros) {
        this.model = model;
        price = acceleratorMicros;
        withOptions = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
    }

    /**
     * The cheapest of a few plans; one that leaves fewer slices over is better than a cheaper one.
     *
     * @param given options of slices that stay, −1 elsewhere; or nothing
     * @return by slice of the model, −1 where nothing has room
     */
    int[] find(int @Nullable [] given) {
        double[] needed = new double[model.slices];
        double[] choice = new double[model.slices];
        IntStream.of(withOptions).parallel().forEach(slice -> {
            int possible = 0;
            for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
                int option = model.sliceOption[at];
                possible += Singles.accelerators(model, option) <= model.poolCapacity[model.pool(option)] ? 1 : 0;
            }
            needed[slice] = Singles.accelerators(model, model.sliceOption[model.sliceStart[slice]]);
            choice[slice] = Math.sqrt(1.0 + possible);
        });
        return Stream.<Comparator<Integer>>of(
                        Comparator.comparingDouble(slice -> -needed[slice]),
                        Comparator.comparingDouble(slice -> choice[slice]),
                        Comparator.comparingDouble(slice -> -needed[slice] / choice[slice]))
                .parallel()
                .map(order -> plan(order, given))
                .min(Comparator.comparingInt(Plan::over).thenComparingDouble(Plan::micros))
                .orElseThrow()
                .option();
    }

    private record Plan(int[] option, int over, double micros) {}

    private Plan plan(Comparator<Integer> order, int @Nullable [] given) {
        int[] option = given == null ? new int[model.slices] : given.clone();
        if (given == null) {
            Arrays.fill(option, -1);
        }
        long[] room = model.poolCapacity.clone();
        double micros = 0;
        for (int slice : withOptions) {
            if (option[slice] >= 0) {
                room[model.pool(option[slice])] -= Singles.accelerators(model, option[slice]);
                micros += model.aloneMicros(option[slice]);
            }
        }
        int over = 0;
        for (int slice : IntStream.of(withOptions)
                .filter(slice -> option[slice] < 0)
                .boxed()
                .sorted(order)
                .toList()) {
            int cheapest = cheapest(slice, room);
            option[slice] = cheapest;
            if (cheapest < 0) {
                over++;
            } else {
                room[model.pool(cheapest)] -= Singles.accelerators(model, cheapest);
                micros += model.aloneMicros(cheapest);
            }
        }
        return new Plan(option, over, micros);
    }

    private int cheapest(int slice, long[] room) {
        int cheapest = -1;
        double least = Double.MAX_VALUE;
        for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
            int option = model.sliceOption[at];
            int pool = model.pool(option);
            long needed = Singles.accelerators(model, option);
            if (needed <= room[pool]) {
                double value = model.aloneMicros(option) + (double) needed * price[pool];
                if (value < least) {
                    least = value;
                    cheapest = option;
                }
            }
        }
        return cheapest;
    }
}
