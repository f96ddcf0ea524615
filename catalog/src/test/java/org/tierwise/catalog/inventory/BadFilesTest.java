package org.tierwise.catalog.inventory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tierwise.catalog.inventory.InventoryException.Kind;

class BadFilesTest {
    private static InventoryException refusal(byte[] bytes) {
        return catchThrowableOfType(
                InventoryException.class, () -> ShippedImport.IMPORT.read(bytes, ImportOptions.DEFAULT));
    }

    private static InventoryException refusal(String text) {
        return refusal(text.getBytes(UTF_8));
    }

    private static List<Issue> errors(String text) {
        return ShippedImport.read(text).rows().stream()
                .flatMap(row -> row.result().issues().stream())
                .filter(Issue::isError)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r\n\r\n", "\uFEFF", ",,,\n,,,"})
    void an_empty_file_is_refused(String text) {
        assertThat(refusal(text)).hasMessageContaining("empty").returns(Kind.NOT_READABLE, InventoryException::kind);
    }

    @Test
    void files_that_are_no_text_are_refused_by_what_they_are() {
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}))
                .hasMessageContaining(".xls");
        assertThat(refusal("%PDF-1.7 name,id")).hasMessageContaining("PDF");
        assertThat(refusal(new byte[] {0, 1, 2, 3, 0, 0, 7, 9, 0, 1}))
                .returns(Kind.UNSUPPORTED, InventoryException::kind);
    }

    @Test
    void a_file_of_more_than_20_megabytes_is_refused_without_reading_it() {
        var bytes = new byte[InventoryReader.LARGEST_BYTES + 1];
        Arrays.fill(bytes, (byte) 'a');

        assertThat(refusal(bytes))
                .hasMessageContaining("20 MB")
                .returns(413, e -> e.kind().status());
        assertThatThrownBy(() -> ShippedImport.IMPORT.read(new ByteArrayInputStream(bytes), ImportOptions.DEFAULT))
                .hasMessageContaining("20 MB");
    }

    @Test
    void more_than_200_columns_are_refused_and_200_are_read() {
        assertThat(refusal(wide(201)))
                .hasMessageContaining("201 columns")
                .returns(Kind.TOO_LARGE, InventoryException::kind);
        assertThat(ShippedImport.read(wide(200)).columns()).hasSize(200);
        assertThat(refusal("a;".repeat(500_000))).isNotNull();
    }

    private static String wide(int columns) {
        var header = "id,name,purpose,"
                + IntStream.range(3, columns).mapToObj(i -> "extra " + i).collect(Collectors.joining(","));
        return header + "\n1,a,chat," + "x,".repeat(columns - 4) + "x\n";
    }

    @Test
    void more_than_100000_rows_are_refused() {
        var text = "id,name,purpose\n" + "1,a,chat\n".repeat(InventoryReader.MOST_ROWS + 1);

        assertThat(refusal(text))
                .hasMessageContaining("100,000 rows")
                .returns(Kind.TOO_LARGE, InventoryException::kind);
    }

    @Test
    void a_file_without_a_known_column_is_refused_with_what_it_begins_with() {
        assertThat(refusal("colour;shape\nred;round\n"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("colour shape")
                .hasMessageContaining("name, purpose and latency_budget");
    }

    @Test
    void an_open_quote_is_refused_with_its_line() {
        assertThat(refusal("id,name,purpose\n1,a,chat\n2,\"b,chat\n3,c,chat\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("2,\"b,chat")
                .hasMessageContaining("quote");
    }

    @Test
    void two_encodings_in_one_file_are_refused_with_line_column_and_value() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.write("id,name,user_location\n1,a,Kraków\n".getBytes(UTF_8));
        bytes.write("2,b,Zürich\n".getBytes(ISO_8859_1));

        assertThat(refusal(bytes.toByteArray()))
                .hasMessageContaining("line 3")
                .hasMessageContaining("column (user_location)")
                .hasMessageContaining("Zürich")
                .hasMessageContaining("CSV UTF-8");
        var chosen = ShippedImport.IMPORT.read(bytes.toByteArray(), ImportOptions.DEFAULT.withCharset(ISO_8859_1));
        assertThat(chosen.rejected()).isEqualTo(1);
    }

    @Test
    void a_number_where_a_city_should_be_names_the_value_and_the_remedy() {
        assertThat(errors("id,name,user_location\n1,a,12345\n")).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.LOCATION_NOT_FOUND);
            assertThat(issue.line()).isEqualTo(2);
            assertThat(issue.header()).isEqualTo("user_location");
            assertThat(issue.message()).contains("(12345)").contains("number").contains("Berlin, DE");
        });
    }

    @Test
    void shares_that_add_to_70_percent_name_their_sum() {
        assertThat(errors("id,name,user_location\n1,a,Berlin:50%; Madrid:20%\n"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.code()).isEqualTo(IssueCode.SHARE_SUM);
                    assertThat(issue.message()).contains("add to 70").contains("100 %");
                });
    }

    @Test
    void a_cell_of_more_than_32_kilobytes_stops_its_row() {
        assertThat(errors("id,name,comment\n1,a," + "x".repeat(33_000) + "\n2,b,ok\n"))
                .singleElement()
                .returns(IssueCode.TEXT_TOO_LONG, Issue::code)
                .returns(2, Issue::line);
    }

    @Test
    void a_row_with_two_faults_shows_both() {
        assertThat(errors("id,name,latency_budget,user_location\n1,,-5 ms,Atlantis XX\n"))
                .extracting(Issue::code)
                .containsExactly(
                        IssueCode.REQUIRED_MISSING, IssueCode.VALUE_OUT_OF_RANGE, IssueCode.LOCATION_NOT_FOUND);
    }

    @Test
    void encodings_are_recognised() {
        var text = "id;name;user_location\n1;Prüfung für Kraków;München\n";
        for (var charset : List.of(UTF_8, UTF_16LE, UTF_16BE, TextDecoder.WINDOWS_1252)) {
            assertThat(named(text.getBytes(charset))).as(charset.name()).isEqualTo("Prüfung für Kraków");
            if (!charset.equals(TextDecoder.WINDOWS_1252)) {
                assertThat(named(("\uFEFF" + text).getBytes(charset)))
                        .as(charset + " with mark")
                        .isEqualTo("Prüfung für Kraków");
            }
        }
        var japanese = "id,name,purpose\n1,東京の検査,chat\n".getBytes(Charset.forName("Shift_JIS"));
        var chosen =
                ShippedImport.IMPORT.read(japanese, ImportOptions.DEFAULT.withCharset(Charset.forName("Shift_JIS")));
        assertThat(chosen.workloads().getFirst().name()).isEqualTo("東京の検査");
    }

    private static String named(byte[] bytes) {
        return ShippedImport.IMPORT
                .read(bytes, ImportOptions.DEFAULT)
                .workloads()
                .getFirst()
                .name();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void delimiters_are_recognised(String delimiter) {
        var preview = ShippedImport.read("id§name§purpose§description\n1§a§chat§\"x, y; z | w\"\n2§b§batch§one, two\n"
                .replace("§", delimiter)
                .replace("one, two", "one"));

        assertThat(preview.format().delimiter()).isEqualTo(delimiter.charAt(0));
        assertThat(preview.workloads()).hasSize(2);
    }

    @Test
    void a_separator_line_and_title_lines_above_the_header_are_skipped() {
        var preview = ShippedImport.read("sep=;\nInventory of Acme\n\nid;name;purpose\n1;a;chat\n");

        assertThat(preview.headerRow()).isEqualTo(4);
        assertThat(preview.workloads()).hasSize(1);
        assertThat(preview.rows().getFirst().row().line()).isEqualTo(5);
    }

    @Test
    void lines_are_counted_through_breaks_inside_cells_and_any_line_ending() {
        var preview = ShippedImport.read("id,name,purpose\r\n1,\"a\r\nb\r\nc\",chat\r\n2,b,chat\r\n\r\n3,c,chat\r\n");

        assertThat(preview.rows()).extracting(row -> row.row().line()).containsExactly(2, 5, 7);
        assertThat(ShippedImport.read("id,name,purpose\r1,a,chat\r2,b,chat\r").rows())
                .hasSize(2);
    }

    @Test
    void a_single_column_is_a_file_too() {
        var preview = ShippedImport.read("name\nalpha\nbeta\n");

        assertThat(preview.workloads()).extracting(w -> w.externalId()).containsExactly("alpha", "beta");
        assertThat(preview.rows()).allMatch(RowOutcome::warned);
    }
}
