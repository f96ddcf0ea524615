package org.tierwise.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.plan.PlacementPlan;

class PlanXlsxTest {
    private final PlacementPlan plan = SamplePlans.rich();

    @Test
    void workbook_has_its_seven_sheets() throws IOException {
        try (var workbook = open(plan)) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly(
                            "Read me",
                            "Summary",
                            "Placements",
                            "Bill of materials",
                            "Alternatives",
                            "Unplaced",
                            "Assumptions");
        }
    }

    @Test
    void hostile_text_is_a_string_cell_and_money_is_a_number() throws IOException {
        var rows = rows("Placements");
        var cell = rows.get(3).getCell(0);
        assertThat(cell.getType()).isEqualTo(CellType.STRING);
        assertThat(cell.getValue()).isEqualTo("=cmd|'/c calc'!A1");
        assertThat(rows.get(3).getCell(2).getValue()).isEqualTo("@name +1");
        assertThat(rows.get(1).getCell(15).getType()).isEqualTo(CellType.NUMBER);
        assertThat(rows.get(1).getCell(15).asNumber()).isEqualByComparingTo("412.34");
        assertThat(rows("Alternatives").get(1).getCell(12).asNumber()).isEqualByComparingTo("-123.45");
        assertThat(rows("Assumptions").get(3).getCell(1).asNumber()).isEqualByComparingTo("-12.5");
    }

    @Test
    void placements_and_bill_of_materials_sum_to_the_cost_of_the_plan() throws IOException {
        assertThat(sum("Placements", 15))
                .isEqualByComparingTo(plan.monthlyCost().usd());
        assertThat(sum("Bill of materials", 11))
                .isEqualByComparingTo(plan.monthlyCost().usd());
    }

    @Test
    void summary_holds_values_with_check_formulas_beside() throws IOException {
        var rows = rows("Summary");
        var edge = rows.stream()
                .filter(row -> row.getCellCount() > 5 && "Edge".equals(text(row, 0)))
                .findFirst()
                .orElseThrow();
        assertThat(edge.getCell(1).asNumber()).isEqualByComparingTo("3");
        assertThat(edge.getCell(3).asNumber()).isEqualByComparingTo("5673.24");
        assertThat(edge.getCell(4).getFormula())
                .startsWith("SUMPRODUCT((Placements!$E$2:$E$13=A")
                .contains("$P$2:$P$13");
        assertThat(edge.getCell(5).getFormula()).startsWith("ROUND(D");
    }

    @Test
    void every_total_of_the_summary_is_the_cost_of_the_plan_to_the_cent() throws IOException {
        var totals = rows("Summary").stream()
                .filter(row -> row.getCellCount() > 5 && text(row, 0).matches("Sum of .*|Total"))
                .toList();
        assertThat(totals)
                .hasSizeGreaterThan(3)
                .allSatisfy(row -> assertThat(row.getCell(3).asNumber())
                        .as(text(row, 0))
                        .isEqualByComparingTo(plan.monthlyCost().usd()));
    }

    @Test
    void a_backup_has_a_row_of_its_own_and_every_sum_still_agrees() throws IOException {
        var backed = SamplePlans.backed();
        try (var workbook = open(backed)) {
            var placements = workbook.findSheet("Placements").orElseThrow().read();
            assertThat(placements).hasSize(4);
            assertThat(text(placements.get(2), 16)).isEqualTo("Backup");
            assertThat(placements.get(2).getCell(15).asNumber()).isEqualByComparingTo("123.45");
            assertThat(placements.stream()
                            .skip(1)
                            .map(row -> row.getCell(15).asNumber())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(backed.monthlyCost().usd());
            var summary = workbook.findSheet("Summary").orElseThrow().read();
            var edge = summary.stream()
                    .filter(row -> row.getCellCount() > 5 && "Edge".equals(text(row, 0)))
                    .findFirst()
                    .orElseThrow();
            assertThat(edge.getCell(1).asNumber()).isEqualByComparingTo("2");
            assertThat(edge.getCell(4).getFormula()).contains("$P$2:$P$4");
        }
    }

    @Test
    void equal_plans_give_equal_bytes_and_only_the_time_stamp_differs() throws IOException {
        assertThat(bytes(plan)).isEqualTo(bytes(SamplePlans.rich()));
        var later = SamplePlans.at(SamplePlans.SOLVED_AT.plusSeconds(60), plan);
        assertThat(bytes(later)).isNotEqualTo(bytes(plan));
        assertThat(entry(bytes(plan), "docProps/core.xml")).contains(">2026-11-21T09:30:15Z</dcterms:created>");
    }

    @Test
    void no_cells_are_merged_and_tables_are_frozen_filtered_and_fit_the_page() throws IOException {
        var placements = entry(bytes(plan), "xl/worksheets/sheet3.xml");
        assertThat(placements)
                .doesNotContain("mergeCell")
                .contains(
                        "state=\"frozen\"",
                        "<autoFilter",
                        "orientation=\"landscape\"",
                        "fitToWidth=\"1\"",
                        "fitToHeight=\"0\"");
    }

    @Test
    void empty_plan_makes_a_workbook_too() throws IOException {
        try (var workbook = open(SamplePlans.empty())) {
            assertThat(workbook.getSheets()).hasSize(7);
        }
    }

    @Test
    void characters_that_xml_cannot_hold_are_replaced() {
        assertThat(XlsxTable.clean("a\u0000b\ud800c😀")).isEqualTo("a\ufffdb\ufffdc😀");
        assertThat(XlsxTable.clean("x".repeat(40_000))).hasSize(32_767);
    }

    private static String text(Row row, int column) {
        Cell cell = row.getCell(column);
        return cell == null ? "" : String.valueOf(cell.getValue());
    }

    private BigDecimal sum(String sheet, int column) throws IOException {
        return rows(sheet).stream()
                .skip(1)
                .map(row -> row.getCell(column).asNumber())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Row> rows(String sheet) throws IOException {
        try (var workbook = open(plan)) {
            return workbook.findSheet(sheet).orElseThrow().read();
        }
    }

    private static ReadableWorkbook open(PlacementPlan plan) throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(bytes(plan)));
    }

    private static byte[] bytes(PlacementPlan plan) throws IOException {
        var out = new ByteArrayOutputStream();
        new PlanXlsx().write(plan, PlanStatus.DRAFT, out);
        return out.toByteArray();
    }

    private static String entry(byte[] zip, String name) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no entry " + name);
    }
}
