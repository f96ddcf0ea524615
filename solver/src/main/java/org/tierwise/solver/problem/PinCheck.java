package org.tierwise.solver.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.workload.Workload;

/** Refuses pins that cannot be kept, and says why. */
final class PinCheck {
    /** What rules a slice out of a pool. */
    interface Why {
        Exclusion of(Workload workload, String sliceId, int pool);
    }

    private final List<Workload> workloads;
    private final List<PlacementPool> pools;
    private final Why why;
    private final Map<String, DemandSlice> slices = new HashMap<>();

    PinCheck(List<Workload> workloads, List<DemandSlice> slices, List<PlacementPool> pools, Why why) {
        this.workloads = workloads;
        this.pools = pools;
        this.why = why;
        slices.forEach(slice -> this.slices.put(slice.slice().id(), slice));
    }

    /** The same slices, those that are pinned with the option of their pin alone. */
    static List<DemandSlice> pinned(List<DemandSlice> slices, List<PlacementPool> pools, PlacementRules rules) {
        if (rules.pins().isEmpty()) {
            return slices;
        }
        var poolOfOption = new HashMap<String, Integer>();
        pools.forEach(pool -> poolOfOption.put(pool.at().optionId(), pool.index()));
        return slices.stream()
                .map(slice -> {
                    var pin = rules.pins().get(slice.slice().id());
                    return pin == null ? slice : slice.pinnedTo(poolOfOption.getOrDefault(pin, -1));
                })
                .toList();
    }

    void check(PlacementRules rules) {
        rules.pins().forEach(this::check);
    }

    private void check(String sliceId, String optionId) {
        var slice = slices.get(sliceId);
        if (slice == null) {
            throw new IllegalArgumentException("The pin of (" + sliceId + ") to (" + optionId
                    + ") names no demand slice. Maybe the workload or its location is gone: remove the pin."
                    + (sliceId.endsWith(Backup.SUFFIX) ? " Or the slice asks for no backup." : ""));
        }
        var pool = pools.stream()
                .filter(one -> one.at().optionId().equals(optionId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The pin of (" + sliceId + ") names the pool ("
                        + optionId + "), which does not exist. Maybe its site was removed: remove the pin."));
        if (slice.blocked() != null) {
            throw refused(sliceId, optionId, String.valueOf(slice.blockedReason()));
        }
        boolean possible = slice.options().stream().anyMatch(option -> option.pool() == pool.index());
        if (!possible) {
            var workload = workloads.get(slice.group());
            var primaryId =
                    slice.backup() == null ? sliceId : sliceId.substring(0, sliceId.length() - Backup.SUFFIX.length());
            var exclusion = why.of(workload, primaryId, pool.index());
            throw refused(sliceId, optionId, ExclusionWords.sentence(slice, pool, exclusion));
        }
    }

    private static IllegalArgumentException refused(String sliceId, String optionId, String why) {
        return new IllegalArgumentException(
                "The slice (" + sliceId + ") cannot be pinned to the pool (" + optionId + "): " + why);
    }
}
