package org.tierwise.web.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.plan.Unplaced;

/**
 * A plan as CSV by RFC 4180 in UTF-8 without a byte order mark: one row per slice, the placed ones first; a backup stands
 * in the row of what it backs up. Money has two decimals; a row's cost is that of its own place and of its backup;
 * unplaced slices have none, so the column's sum is the plan's cost. The first twelve columns are stable; those for
 * latency and cost parts at the end depend on which parts the plan has, and the cost parts with that of the backup add up
 * to the row's cost.
 */
public final class PlanCsv {
    private static final List<String> FIRST = List.of(
            "external_id",
            "location",
            "status",
            "tier",
            "provider",
            "site",
            "accelerator",
            "accelerators",
            "p95_ms",
            "budget_ms",
            "cost_per_month_usd",
            "reason");
    private static final List<String> MORE = List.of(
            "name",
            "class",
            "latency_tier",
            "verdict",
            "minimum_tier",
            "site_id",
            "city",
            "country",
            "term",
            "offer",
            "model",
            "replicas",
            "share_pct",
            "peak_rps",
            "avg_rps",
            "criticality",
            "p95_low_ms",
            "p95_high_ms",
            "code",
            "nearest_change",
            "alternative",
            "alternative_p95_ms",
            "alternative_cost_delta_usd",
            "notes",
            "backup");

    /** Missing where there is no backup; {@code backup} itself says why. */
    private static final List<String> BACKUP = List.of(
            "backup_tier",
            "backup_provider",
            "backup_site",
            "backup_site_id",
            "backup_country",
            "backup_accelerator",
            "backup_accelerators",
            "backup_term",
            "backup_p95_ms",
            "cost_backup_usd");

    /** Does not close the stream. */
    public void write(PlacementPlan plan, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        var latencyParts = names(plan.placements().stream()
                .flatMap(p -> p.latency().parts().stream())
                .map(LatencyPart::name)
                .toList());
        var costParts = names(plan.placements().stream()
                .flatMap(p -> p.cost().stream())
                .map(CostPart::name)
                .toList());
        header(latencyParts, costParts).writeTo(writer);
        for (var placement : plan.placements()) {
            placed(placement, latencyParts, costParts, writer);
        }
        for (var unplaced : plan.unplaced()) {
            unplaced(unplaced, BACKUP.size() + latencyParts.size() + costParts.size(), writer);
        }
        writer.flush();
    }

    private static Set<String> names(List<String> all) {
        return new LinkedHashSet<>(all);
    }

    private static CsvRow header(Set<String> latencyParts, Set<String> costParts) {
        var row = new CsvRow();
        FIRST.forEach(row::code);
        MORE.forEach(row::code);
        BACKUP.forEach(row::code);
        latencyParts.forEach(name -> row.code("latency_" + snake(name) + "_ms"));
        costParts.forEach(name -> row.code("cost_" + snake(name) + "_usd"));
        return row;
    }

    private static String snake(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("_$", "");
    }

    private static void placed(Placement placement, Set<String> latencyParts, Set<String> costParts, Writer out)
            throws IOException {
        var slice = placement.slice();
        var at = placement.at();
        var latency = placement.latency();
        var row = new CsvRow()
                .text(slice.externalId())
                .text(slice.locationLabel())
                .code("placed")
                .code(Words.lower(at.tier()))
                .text(at.provider())
                .text(at.siteName())
                .text(at.acceleratorId())
                .number(placement.accelerators(), 2)
                .number(latency.p95Ms(), 2)
                .number(slice.budgetMs(), 2)
                .money(placement.monthlyCost())
                .text(placement.reason())
                .text(slice.workloadName())
                .code(slice.workloadClass().name())
                .code(slice.latencyTier().name())
                .code(placement.verdict().name())
                .code(lower(placement.minimumTier()))
                .text(at.siteId())
                .text(at.city())
                .text(at.country())
                .code(Words.lower(at.term()))
                .text(at.offerId())
                .text(slice.modelId())
                .number(placement.replicas(), 4);
        demand(slice, row)
                .number(latency.lowMs(), 2)
                .number(latency.highMs(), 2)
                .missing()
                .missing();
        alternative(placement.alternatives(), row)
                .text(String.join("; ", slice.notes()))
                .text(Words.backup(placement));
        backup(placement.backup(), row);
        for (var name : latencyParts) {
            var parts = latency.parts().stream()
                    .filter(part -> part.name().equals(name))
                    .toList();
            row.number(
                    parts.isEmpty()
                            ? null
                            : Double.valueOf(parts.stream()
                                    .mapToDouble(LatencyPart::p95Ms)
                                    .sum()),
                    3);
        }
        for (var name : costParts) {
            row.money(placement.cost().stream()
                    .filter(part -> part.name().equals(name))
                    .map(CostPart::amount)
                    .reduce((x, y) -> x.plus(y))
                    .orElse(null));
        }
        row.writeTo(out);
    }

    private static void backup(@Nullable Backup backup, CsvRow row) {
        var at = backup == null ? null : backup.at();
        if (backup == null || at == null) {
            BACKUP.forEach(name -> row.missing());
            return;
        }
        row.code(Words.lower(at.tier()))
                .text(at.provider())
                .text(at.siteName())
                .text(at.siteId())
                .text(at.country())
                .text(at.acceleratorId() == null ? at.offerId() : at.acceleratorId())
                .number(backup.accelerators(), 2)
                .code(Words.lower(at.term()))
                .number(backup.p95Ms(), 2)
                .money(backup.monthlyCost());
    }

    private static void unplaced(Unplaced unplaced, int partColumns, Writer out) throws IOException {
        var slice = unplaced.slice();
        var row = new CsvRow()
                .text(slice.externalId())
                .text(slice.locationLabel())
                .code("unplaced");
        for (int i = 0; i < 6; i++) {
            row.missing();
        }
        row.number(slice.budgetMs(), 2)
                .missing()
                .text(unplaced.reason())
                .text(slice.workloadName())
                .code(slice.workloadClass().name())
                .code(slice.latencyTier().name())
                .code(unplaced.verdict() == null ? null : unplaced.verdict().name());
        for (int i = 0; i < 6; i++) {
            row.missing();
        }
        row.text(slice.modelId()).missing();
        demand(slice, row).missing().missing().code(unplaced.code()).text(unplaced.nearestChange());
        alternative(unplaced.nearest(), row)
                .text(String.join("; ", slice.notes()))
                .missing();
        for (int i = 0; i < partColumns; i++) {
            row.missing();
        }
        row.writeTo(out);
    }

    private static CsvRow demand(Slice slice, CsvRow row) {
        return row.number(slice.share() * 100, 4)
                .number(slice.peakRps(), 6)
                .number(slice.avgRps(), 6)
                .number(slice.criticality());
    }

    /** The first one, which is the cheapest feasible one, or else the one that came closest. */
    private static CsvRow alternative(List<Alternative> alternatives, CsvRow row) {
        if (alternatives.isEmpty()) {
            return row.missing().missing().missing();
        }
        var first = alternatives.getFirst();
        var words = first.at().siteName() + ", " + first.at().provider()
                + (first.ruledOutBy() == null ? "" : " (ruled out: " + first.ruledOutBy() + ")");
        return row.text(words).number(first.p95Ms(), 2).money(first.costDelta());
    }

    private static @Nullable String lower(@Nullable Enum<?> code) {
        return code == null ? null : Words.lower(code);
    }
}
