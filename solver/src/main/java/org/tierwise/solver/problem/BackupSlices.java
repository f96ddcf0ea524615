package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.Slice;

/** Adds the slices of backups behind all others. */
final class BackupSlices {
    private BackupSlices() {}

    /**
     * A backup has the options of its primary, so the latency budget holds there too, and needs the same replicas, which
     * it shares with its group; but no traffic is paid for. All backups together weigh less than any primary. Where the
     * primary can be in one failure domain alone, the options there are no options for the backup.
     *
     * @param domain failure domain of a pool
     * @param asked for each slice why it needs a backup; empty if it does not
     */
    static List<DemandSlice> added(List<DemandSlice> primaries, List<String> asked, IntFunction<String> domain) {
        var backups = new ArrayList<DemandSlice>();
        for (var primary : primaries) {
            var why = asked.get(primary.index());
            if (!why.isEmpty()
                    && primary.blocked() == null
                    && !primary.options().isEmpty()) {
                backups.add(
                        backup(primary, primaries.size() + backups.size(), why).only(elsewhere(primary, domain)));
            }
        }
        if (backups.isEmpty()) {
            return primaries;
        }
        var all = new ArrayList<DemandSlice>();
        primaries.forEach(primary ->
                all.add(primary.weighing(Math.multiplyExact(primary.unplacedWeight(), backups.size() + 1L))));
        all.addAll(backups);
        return all;
    }

    private static Predicate<PlacementOption> elsewhere(DemandSlice primary, IntFunction<String> domain) {
        var domains = primary.options().stream()
                .map(option -> domain.apply(option.pool()))
                .collect(Collectors.toSet());
        return option -> domains.size() > 1 || !domains.contains(domain.apply(option.pool()));
    }

    private static DemandSlice backup(DemandSlice primary, int index, String why) {
        return new DemandSlice(
                index,
                named(primary.slice()),
                primary.group(),
                primary.options().stream().map(BackupSlices::idle).toList(),
                primary.exclusions(),
                primary.verdict(),
                primary.minimumTier(),
                1,
                null,
                null,
                "",
                option -> idle(primary.details(option)),
                new DemandSlice.BackupOf(primary.index(), why),
                List.of());
    }

    private static PlacementOption idle(PlacementOption option) {
        return new PlacementOption(
                option.pool(),
                option.loadMicros(),
                option.acceleratorsPerReplica(),
                option.replicaCostMicros(),
                0,
                0,
                option.p95Ms());
    }

    private static OptionDetails idle(OptionDetails details) {
        return new OptionDetails(
                details.latency(), details.replicaCost(), List.of(), details.sizing(), details.queue(), 0);
    }

    private static Slice named(Slice slice) {
        return new Slice(
                slice.id() + Backup.SUFFIX,
                slice.externalId(),
                slice.workloadName(),
                slice.workloadClass(),
                slice.latencyTier(),
                slice.interactive(),
                slice.location(),
                slice.share(),
                slice.peakRps(),
                slice.avgRps(),
                slice.modelId(),
                slice.budgetMs(),
                slice.criticality(),
                slice.notes());
    }
}
