package org.tierwise.solver.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** Who is where in a finished plan, and what moving one slice would change. */
final class Occupancy {
    private static final long REPLICA_MICROS = 1_000_000;

    /** A serving group at a pool. */
    record Place(int group, int pool) {}

    /** A slice with the option chosen for it. */
    record Placed(DemandSlice slice, PlacementOption option) {}

    private final PlacementProblem problem;
    private final Map<Place, List<Placed>> members = new LinkedHashMap<>();
    private final Map<Place, Long> loads = new HashMap<>();
    private final long[] used;
    private final @Nullable PlacementOption[] chosen;

    /** @param optionBySlice position in each slice's options, −1 where it is not placed */
    Occupancy(PlacementProblem problem, int[] optionBySlice) {
        this.problem = problem;
        used = new long[problem.pools().size()];
        chosen = new PlacementOption[problem.slices().size()];
        for (var slice : problem.slices()) {
            int position = optionBySlice[slice.index()];
            if (position >= 0) {
                var option = slice.options().get(position);
                chosen[slice.index()] = option;
                var place = new Place(slice.group(), option.pool());
                members.computeIfAbsent(place, key -> new ArrayList<>()).add(new Placed(slice, option));
                loads.merge(place, option.loadMicros(), Long::sum);
            }
        }
        members.forEach((place, placed) ->
                used[place.pool()] += replicas(place) * placed.get(0).option().acceleratorsPerReplica());
    }

    @Nullable
    PlacementOption chosen(DemandSlice slice) {
        return chosen[slice.index()];
    }

    Map<Place, List<Placed>> members() {
        return members;
    }

    List<Placed> membersAt(DemandSlice slice, PlacementOption option) {
        return members.getOrDefault(new Place(slice.group(), option.pool()), List.of());
    }

    long used(int pool) {
        return used[pool];
    }

    long replicas(Place place) {
        return replicas(
                loads.getOrDefault(place, 0L),
                members.getOrDefault(place, List.of()).size());
    }

    /** How the plan's cost would change if only this slice moved to another of its options, in micro-dollars. */
    long costDeltaMicros(DemandSlice slice, PlacementOption to) {
        var from = chosen(slice);
        return addedMicros(slice, to) - (from == null ? 0 : freedMicros(slice, from));
    }

    /** What the slice would add to the cost of the plan there. */
    long addedMicros(DemandSlice slice, PlacementOption to) {
        return to.sliceCostMicros() + addedReplicas(slice, to) * to.replicaCostMicros();
    }

    /** What the plan would cost less if the slice left its place. */
    long freedMicros(DemandSlice slice, PlacementOption from) {
        return from.sliceCostMicros() + freedReplicas(slice, from) * from.replicaCostMicros();
    }

    /** Accelerators that the slice would free by leaving its place. */
    long freed(DemandSlice slice, PlacementOption from) {
        return freedReplicas(slice, from) * from.acceleratorsPerReplica();
    }

    /** Accelerators that are missing at the pool for this slice to move there; 0 or less if it fits. */
    long missing(DemandSlice slice, PlacementOption to) {
        return needed(slice, to) - free(to.pool());
    }

    /** Accelerators that the slice would add at the pool. */
    long needed(DemandSlice slice, PlacementOption to) {
        return addedReplicas(slice, to) * to.acceleratorsPerReplica();
    }

    long free(int pool) {
        return problem.pools().get(pool).capacity() - used[pool];
    }

    private long addedReplicas(DemandSlice slice, PlacementOption to) {
        var place = new Place(slice.group(), to.pool());
        int now = members.getOrDefault(place, List.of()).size();
        return replicas(loads.getOrDefault(place, 0L) + to.loadMicros(), now + 1) - replicas(place);
    }

    private long freedReplicas(DemandSlice slice, PlacementOption from) {
        var place = new Place(slice.group(), from.pool());
        int now = members.getOrDefault(place, List.of()).size();
        return replicas(place) - replicas(loads.getOrDefault(place, 0L) - from.loadMicros(), now - 1);
    }

    private static long replicas(long load, int members) {
        return members == 0 ? 0 : Math.max(1, Math.ceilDiv(load, REPLICA_MICROS));
    }
}
