package org.tierwise.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.PlacementPlan;

class PlanCsvTest {
    private final PlacementPlan plan = SamplePlans.rich();

    @Test
    void header_begins_with_the_stable_columns() throws IOException {
        assertThat(csv(plan))
                .startsWith("external_id,location,status,tier,provider,site,accelerator,accelerators,p95_ms,budget_ms,"
                        + "cost_per_month_usd,reason,name,class,");
    }

    @Test
    void each_slice_has_one_row_placed_ones_first() throws IOException {
        var rows = read(plan);
        assertThat(rows).hasSize(15);
        assertThat(rows.stream().map(row -> row.getField("status")))
                .startsWith("placed")
                .endsWith("unplaced", "unplaced", "unplaced");
        assertThat(rows.getFirst().getFields())
                .startsWith(
                        "APM-1",
                        "Zaragoza ES",
                        "placed",
                        "edge",
                        "own",
                        "Zaragoza plant",
                        "l4",
                        "1.5",
                        "31.25",
                        "100",
                        "412.34");
        assertThat(rows.get(9).getField("location")).isEqualTo("anywhere");
        assertThat(rows.get(9).getField("budget_ms")).isEmpty();
        var unplaced = rows.get(12);
        assertThat(unplaced.getField("code")).isEqualTo("INFEASIBLE_NETWORK");
        assertThat(unplaced.getField("cost_per_month_usd")).isEmpty();
        assertThat(unplaced.getField("reason")).isEqualTo("47 ms network + 30 ms processing = 77 ms, limit 20 ms");
        assertThat(unplaced.getField("nearest_change")).isEqualTo("A site on the premises would place it");
    }

    @Test
    void formula_text_is_neutralised_and_numbers_stay_numbers() throws IOException {
        var csv = csv(plan);
        assertThat(csv)
                .contains("\"'=cmd|'/c calc'!A1\"", "\"'@name +1\"", "\"'-5.00 is a name\"", "\"'+SUM(A1:A9)\"")
                .contains(",-123.45,");
        assertThat(read(plan).get(2).getField("external_id")).isEqualTo("'=cmd|'/c calc'!A1");
    }

    @Test
    void columns_sum_to_the_cost_of_the_plan() throws IOException {
        var rows = read(plan);
        assertThat(sum(rows, "cost_per_month_usd")).isEqualTo(plan.monthlyCost().usd());
        assertThat(sum(rows, "cost_accelerators_usd")
                        .add(sum(rows, "cost_tokens_usd"))
                        .add(sum(rows, "cost_egress_usd")))
                .isEqualTo(plan.monthlyCost().usd());
    }

    @Test
    void latency_parts_add_up_to_the_p95_of_each_row() throws IOException {
        for (var row : read(plan).subList(0, 12)) {
            double parts = List.of("latency_access_ms", "latency_core_ms", "latency_processing_ms").stream()
                    .mapToDouble(name -> Double.parseDouble(row.getField(name)))
                    .sum();
            assertThat(parts)
                    .isCloseTo(Double.parseDouble(row.getField("p95_ms")), org.assertj.core.data.Offset.offset(0.01));
        }
    }

    @Test
    void a_backup_stands_in_the_row_of_its_slice_and_the_columns_still_sum_to_the_cost() throws IOException {
        var backed = SamplePlans.backed();
        var rows = read(backed);
        assertThat(rows.stream().map(row -> row.getField("status"))).containsExactly("placed", "placed");
        var first = rows.getFirst();
        assertThat(first.getField("cost_per_month_usd")).isEqualTo("535.79");
        assertThat(first.getField("backup")).contains("Manila edge A");
        assertThat(first.getField("backup_site_id")).isEqualTo("edge-manila");
        assertThat(first.getField("backup_tier")).isEqualTo("edge");
        assertThat(first.getField("backup_accelerators")).isEqualTo("1");
        assertThat(first.getField("backup_p95_ms")).isEqualTo("98.5");
        assertThat(first.getField("cost_backup_usd")).isEqualTo("123.45");
        assertThat(rows.get(1).getField("backup")).contains("No other site can serve it.");
        assertThat(rows.get(1).getField("backup_site")).isEmpty();
        assertThat(rows).allMatch(row -> row.getFieldCount() == first.getFieldCount());
        assertThat(sum(rows, "cost_per_month_usd"))
                .isEqualTo(backed.monthlyCost().usd());
        assertThat(Stream.of("accelerators", "tokens", "egress", "backup")
                        .filter(part -> first.getHeader().contains("cost_" + part + "_usd"))
                        .map(part -> sum(rows, "cost_" + part + "_usd"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(backed.monthlyCost().usd());
    }

    @Test
    void empty_plan_has_a_header_only() throws IOException {
        assertThat(csv(SamplePlans.empty()).lines()).hasSize(1);
    }

    private static BigDecimal sum(List<NamedCsvRecord> rows, String column) {
        return rows.stream()
                .map(row -> row.getField(column))
                .filter(field -> !field.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<NamedCsvRecord> read(PlacementPlan plan) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv(plan))) {
            return reader.stream().toList();
        }
    }

    private static String csv(PlacementPlan plan) throws IOException {
        var out = new ByteArrayOutputStream();
        new PlanCsv().write(plan, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
