package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.workbook.WorkbookBytes;

/** Inventories as workbooks give what they give as CSV. */
class WorkbookInventoryTest {
    private static final String SHEET = "Inventory";

    @Test
    void the_english_inventory_is_the_same_as_a_workbook_with_typed_cells() throws IOException {
        var csv = ShippedImport.IMPORT.read(
                ShippedImport.example("acme-manufacturing-inventory.csv"), ImportOptions.DEFAULT);
        var rows = new StringBuilder(
                row(csv.columns().stream().map(ColumnMapping::header).toList()));
        csv.rows().forEach(row -> rows.append(row(row.row().cells())));
        var workbook = new WorkbookBytes()
                .formats("14")
                .sheet(SHEET, "visible", rows.toString())
                .bytes();
        var preview = ShippedImport.IMPORT.read(workbook, ImportOptions.DEFAULT);

        assertThat(preview.format().sheet()).isEqualTo(SHEET);
        assertThat(preview.rows()).hasSize(125);
        assertThat(preview.workloads()).isEqualTo(csv.workloads());
        assertThat(ShippedImport.records(classified(preview)).stream().map(row -> row.getField("warnings")))
                .isEqualTo(ShippedImport.records(classified(csv)).stream()
                        .map(row -> row.getField("warnings"))
                        .toList());
    }

    private static byte[] classified(ImportPreview preview) throws IOException {
        var out = new ByteArrayOutputStream();
        ShippedImport.CLASSIFIED.write(preview, out);
        return out.toByteArray();
    }

    /** Numbers as numbers, dates as days since 1900 with a format, everything else as text. */
    private static String row(List<String> cells) {
        var row = new StringBuilder("<row>");
        for (var cell : cells) {
            if (cell.matches("\\d+(\\.\\d+)?")) {
                row.append("<c><v>" + cell + "</v></c>");
            } else if (cell.matches("\\d{4}-\\d\\d-\\d\\d")) {
                row.append("<c s='0'><v>" + ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), LocalDate.parse(cell))
                        + "</v></c>");
            } else {
                row.append("<c t='inlineStr'><is><t xml:space='preserve'>"
                        + cell.replace("&", "&amp;").replace("<", "&lt;") + "</t></is></c>");
            }
        }
        return row + "</row>";
    }

    @Test
    void the_sheet_whose_columns_are_known_is_read_and_the_others_are_named() {
        var preview = read(new WorkbookBytes()
                .table("Read me", "visible", "How to fill this in", "Ask Jo")
                .table("Old", "hidden", "name|purpose|latency_budget|owner", "Old|batch||Jo")
                .table("Workloads", "visible", "Our workloads", "", "name|purpose|latency_budget", "Chat|chatbot|1 s")
                .table("Empty", "visible", ""));

        assertThat(preview.format().sheet()).isEqualTo("Workloads");
        assertThat(preview.headerRow()).isEqualTo(3);
        assertThat(preview.workloads()).hasSize(1);
        assertThat(preview.rows().getFirst().row().line()).isEqualTo(4);
        assertThat(preview.notes())
                .allSatisfy(note -> assertThat(note.code()).isEqualTo(IssueCode.SHEET_NOT_READ))
                .extracting(Issue::message)
                .containsExactly(
                        "The sheet (Read me) was not read; the sheet (Workloads) was. If it holds workloads, copy it into"
                                + " a workbook of its own and import that too.",
                        "The hidden sheet (Old) was not read; the sheet (Workloads) was. If it holds workloads, unhide it"
                                + " and copy it into a workbook of its own and import that too.");
    }

    @Test
    void blank_columns_are_left_out_short_rows_filled_and_stray_values_kept() {
        var preview = read(new WorkbookBytes()
                .table(
                        "S",
                        "visible",
                        "|name||purpose|latency_budget",
                        "|Chat||chatbot|1 s",
                        "|Short||batch",
                        "|Note||batch|||see Jo"));
        assertThat(preview.columns().stream().map(ColumnMapping::header))
                .containsExactly("name", "purpose", "latency_budget", "column_4");
        assertThat(preview.rejected()).isZero();
        assertThat(preview.workloads().getLast().custom()).containsEntry("column_4", "see Jo");
    }

    @Test
    void a_table_may_begin_anywhere_in_its_sheet() {
        var preview = read(new WorkbookBytes()
                .table(
                        "S",
                        "visible",
                        "Title",
                        "|||||name|purpose|latency_budget",
                        "|||||Chat|chatbot|1 s",
                        "|||||Night|batch|"));
        assertThat(preview.rejected()).isZero();
        assertThat(preview.workloads()).hasSize(2);
    }

    @Test
    void a_text_that_is_too_long_is_refused_and_never_cut() {
        var preview = read(
                new WorkbookBytes()
                        .texts("<t>" + "x".repeat(40_000) + "</t>")
                        .sheet(
                                SHEET,
                                "visible",
                                "<row><c t='str'><v>name</v></c><c t='str'><v>purpose</v></c><c t='str'><v>description</v></c></row>"
                                        + "<row><c t='str'><v>A</v></c><c t='str'><v>batch</v></c><c t='s'><v>0</v></c></row>"));
        assertThat(preview.rejectedRows().getFirst().result().issues())
                .extracting(Issue::code)
                .contains(IssueCode.TEXT_TOO_LONG);
    }

    @Test
    void numbers_of_cells_are_never_taken_for_something_else() {
        // As text 1.234 could be a thousand and more; as a number it cannot. Percent are shown as percent.
        var preview = read(new WorkbookBytes()
                .formats("General", "0%", "0\" ms\"")
                .sheet(
                        SHEET,
                        "visible",
                        "<row><c t='str'><v>name</v></c><c t='str'><v>latency_budget_s</v></c><c t='str'><v>availability</v></c></row>"
                                + "<row><c t='str'><v>A</v></c><c><v>1.234</v></c><c s='1'><v>0.999</v></c></row>"
                                + "<row><c t='str'><v>B</v></c><c s='2'><v>250</v></c><c s='1'><v>0.99</v></c></row>"));
        assertThat(preview.rejectedRows()).isEmpty();
        var first = preview.workloads().getFirst();
        assertThat(first.budget().totalMs()).isEqualTo(1234.0);
        assertThat(first.constraints().availabilityPct()).isEqualTo(99.9);
        assertThat(preview.workloads().getLast().budget().totalMs()).isEqualTo(250.0);
    }

    @Test
    void what_is_wrong_with_a_workbook_is_said_with_what_to_do() {
        assertThat(refusal(new WorkbookBytes().bytes()))
                .hasMessageContaining("no sheet with anything in it")
                .returns(InventoryException.Kind.NOT_READABLE, InventoryException::kind);
        assertThat(refusal(new WorkbookBytes()
                        .table("Lists", "hidden", "name|purpose")
                        .bytes()))
                .hasMessageContaining("hidden, such as (Lists). Unhide");
        assertThat(refusal(
                        new WorkbookBytes().table("S", "visible", "a|b", "1|2").bytes()))
                .hasMessageContaining("row 1 begins with (a b)");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}))
                .returns(422, e -> e.kind().status());
        assertThat(refusal(
                        new WorkbookBytes().sheet("<row><c><v>x</v></c></row>").bytes()))
                .hasMessageContaining("a number in row 1 that is none (x)")
                .hasMessageContaining("save it again");
    }

    private static ImportPreview read(WorkbookBytes workbook) {
        return ShippedImport.IMPORT.read(workbook.bytes(), ImportOptions.DEFAULT);
    }

    private static InventoryException refusal(byte[] bytes) {
        return catchThrowableOfType(
                InventoryException.class, () -> ShippedImport.IMPORT.read(bytes, ImportOptions.DEFAULT));
    }
}
