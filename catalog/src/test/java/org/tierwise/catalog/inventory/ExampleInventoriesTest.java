package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the example inventories gives what its file of expected results says. */
class ExampleInventoriesTest {
    private static final List<String> EXPECTED_COLUMNS = List.of(
            "external_id",
            "class",
            "rule",
            "latency_tier",
            "warnings",
            "latency_budget_ms",
            "deadline_s",
            "context_tokens",
            "avg_rps",
            "peak_rps",
            "availability_pct",
            "locations");

    @TestFactory
    Stream<DynamicTest> every_row_of_the_english_inventory_is_read_as_expected() throws IOException {
        return rows("acme-manufacturing-inventory", 125);
    }

    @TestFactory
    Stream<DynamicTest> every_row_of_the_german_inventory_is_read_as_expected() throws IOException {
        return rows("acme-dach-inventar", 25);
    }

    private static Stream<DynamicTest> rows(String name, int count) throws IOException {
        var preview = ShippedImport.IMPORT.read(ShippedImport.example(name + ".csv"), ImportOptions.DEFAULT);
        var actual = ShippedImport.records(classified(preview));
        var expected = ShippedImport.records(ShippedImport.example(name + ".expected.csv"));
        assertThat(expected).hasSize(count);
        assertThat(preview.rejected()).isZero();
        assertThat(actual).hasSameSizeAs(expected);
        return Stream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(expected.get(i).getField("external_id"), () -> {
                    assertThat(cells(actual.get(i))).isEqualTo(cells(expected.get(i)));
                    assertThat(actual.get(i).getField("import_status")).isEqualTo("ok");
                }));
    }

    private static List<String> cells(NamedCsvRecord row) {
        return EXPECTED_COLUMNS.stream()
                .map(column -> column + "=" + row.getField(column))
                .toList();
    }

    private static byte[] classified(ImportPreview preview) throws IOException {
        var out = new ByteArrayOutputStream();
        ShippedImport.CLASSIFIED.write(preview, out);
        return out.toByteArray();
    }

    @Test
    void the_faulty_inventory_rejects_exactly_the_expected_lines_and_says_why() throws IOException {
        var preview =
                ShippedImport.IMPORT.read(ShippedImport.example("inventory-with-errors.csv"), ImportOptions.DEFAULT);
        var rejected = ShippedImport.records(classified(preview)).stream()
                .filter(row -> row.getField("import_status").equals("rejected"))
                .map(row ->
                        row.getField("line") + "," + row.getField("error_column") + "," + row.getField("error_code"))
                .toList();
        var expected = ShippedImport.records(ShippedImport.example("inventory-with-errors.expected.csv")).stream()
                .map(row -> row.getField("line") + "," + row.getField("column") + "," + row.getField("code"))
                .toList();

        assertThat(rejected).isEqualTo(expected).hasSize(12);
        assertThat(preview.accepted()).isEqualTo(28);
        assertThat(preview.rows()).hasSize(40);
        assertThat(preview.rejectedRows())
                .allSatisfy(row -> assertThat(row.result().issues().stream().filter(Issue::isError))
                        .hasSize(1));
    }

    @Test
    void only_the_two_unknown_columns_of_the_english_inventory_stay_custom() {
        var preview = ShippedImport.IMPORT.read(
                ShippedImport.example("acme-manufacturing-inventory.csv"), ImportOptions.DEFAULT);

        assertThat(preview.columns().stream().filter(ColumnMapping::custom).map(ColumnMapping::header))
                .containsExactly("Last reviewed", "Comment");
        assertThat(preview.notes().stream().map(Issue::code)).containsOnly(IssueCode.COLUMN_KEPT);
        assertThat(preview.format().byteOrderMark()).isTrue();
        assertThat(preview.format().delimiter()).isEqualTo(',');
    }

    @Test
    void only_the_remark_of_the_german_inventory_stays_custom_and_its_commas_are_decimal() {
        var preview = ShippedImport.IMPORT.read(ShippedImport.example("acme-dach-inventar.csv"), ImportOptions.DEFAULT);

        assertThat(preview.columns().stream().filter(ColumnMapping::custom).map(ColumnMapping::header))
                .containsExactly("Bemerkung");
        assertThat(preview.format().charset()).isEqualTo(TextDecoder.WINDOWS_1252);
        assertThat(preview.format().delimiter()).isEqualTo(';');
        assertThat(preview.format().sample()).contains("ä");
        var first = preview.workloads().getFirst();
        assertThat(first.constraints().outageCostPerHour()).isEqualByComparingTo("12500");
        assertThat(first.constraints().currency()).isEqualTo("EUR");
        assertThat(first.demand().growthPctYear()).isEqualTo(7.5);
        assertThat(preview.workloads().getLast().constraints().outageCostPerHour())
                .isEqualByComparingTo("9500");
    }
}
