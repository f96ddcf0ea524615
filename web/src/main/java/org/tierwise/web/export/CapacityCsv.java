package org.tierwise.web.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanPool;

/** The pools that a plan uses as CSV by RFC 4180, where one more accelerator is worth most first. */
final class CapacityCsv {
    private static final List<String> COLUMNS = List.of(
            "site_id",
            "site",
            "provider",
            "tier",
            "country",
            "accelerator",
            "term",
            "used",
            "capacity",
            "utilisation_pct",
            "worth_of_one_more_per_month_usd");

    private CapacityCsv() {}

    /** Does not close the stream. */
    static void write(PlacementPlan plan, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        var header = new CsvRow();
        COLUMNS.forEach(header::code);
        header.writeTo(writer);
        var proof = plan.proof();
        List<PlanPool> pools = proof == null ? List.of() : proof.pools();
        for (var pool : pools.stream()
                .sorted(Comparator.comparing(PlanPool::worth)
                        .reversed()
                        .thenComparing(pool -> pool.at().siteId())
                        .thenComparing(pool -> pool.at().optionId()))
                .toList()) {
            var at = pool.at();
            new CsvRow()
                    .text(at.siteId())
                    .text(at.siteName())
                    .text(at.provider())
                    .code(Words.lower(at.tier()))
                    .text(at.country())
                    .text(at.acceleratorId())
                    .code(Words.lower(at.term()))
                    .number(pool.used())
                    .number(pool.capacity())
                    .number(pool.utilisation() * 100, 2)
                    .money(pool.worth())
                    .writeTo(writer);
        }
        writer.flush();
    }
}
