package org.tierwise.web.plan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;

/**
 * The second place of a placement in ready words.
 *
 * @param backup where it is; empty if there is none
 * @param reason why there is none; empty if there is one
 */
record BackupRow(
        String sliceId,
        String workload,
        String location,
        String main,
        String backup,
        String reason,
        String p95,
        String cost,
        String asked) {
    /** Those without a backup first: they are what has to be decided. */
    static List<BackupRow> of(PlacementPlan plan) {
        var all = plan.placements().stream().flatMap(BackupRow::row).toList();
        return Stream.concat(
                        all.stream().filter(row -> row.backup.isEmpty()),
                        all.stream().filter(row -> !row.backup.isEmpty()))
                .toList();
    }

    /** Missing if the placement asks for none. */
    static @Nullable BackupRow of(Placement placement) {
        return row(placement).findFirst().orElse(null);
    }

    private static Stream<BackupRow> row(Placement placement) {
        var backup = placement.backup();
        if (backup == null) {
            return Stream.empty();
        }
        var at = backup.at();
        var p95 = backup.p95Ms();
        var slice = placement.slice();
        return Stream.of(new BackupRow(
                slice.id(),
                slice.workloadName(),
                slice.locationLabel(),
                placement.at().siteName(),
                at == null
                        ? ""
                        : at.siteName() + ", " + at.country() + ": " + PlanText.count(backup.accelerators()) + " × "
                                + PlanText.hardware(at),
                backup.reason(),
                p95 == null ? "–" : PlanText.ms(p95),
                at == null ? "–" : PlanText.cents(backup.monthlyCost()),
                backup.asked()));
    }
}
