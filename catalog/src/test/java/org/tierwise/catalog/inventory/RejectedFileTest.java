package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectedFileTest {
    private final RejectedFile file = new RejectedFile();

    private byte[] rejected(ImportPreview preview) throws IOException {
        var out = new ByteArrayOutputStream();
        file.write(preview, out);
        return out.toByteArray();
    }

    private static List<Issue> errors(ImportPreview preview) {
        return preview.rows().stream()
                .flatMap(row -> row.result().issues().stream())
                .filter(Issue::isError)
                .toList();
    }

    @Test
    void the_rejected_rows_of_the_faulty_inventory_can_be_imported_again() throws IOException {
        var first =
                ShippedImport.IMPORT.read(ShippedImport.example("inventory-with-errors.csv"), ImportOptions.DEFAULT);
        var again = ShippedImport.IMPORT.read(rejected(first), ImportOptions.DEFAULT);

        assertThat(again.rows()).hasSize(12);
        assertThat(again.columns().stream().filter(ColumnMapping::custom).map(ColumnMapping::header))
                .containsExactly("Last reviewed", "Comment");
        // The second row of a key stands alone now, and the ragged row is as ragged as it was.
        assertThat(errors(again).stream().map(Issue::code))
                .containsExactlyElementsOf(errors(first).stream()
                        .map(Issue::code)
                        .filter(code -> code != IssueCode.DUPLICATE_KEY_IN_FILE)
                        .toList());
    }

    @Test
    void a_mended_row_is_accepted() throws IOException {
        var first = ShippedImport.read("id,name,user_location\n1,a,Sttutgart\n2,b,Berlin\n");
        var text = new String(rejected(first), StandardCharsets.UTF_8);

        assertThat(text)
                .startsWith("\"_row\",\"_status\",\"_errors\",\"_suggestion\",\"id\",\"name\",\"user_location\"\r\n")
                .contains("Did you mean Stuttgart, DE?");
        var mended = ShippedImport.read(text.replace(",\"Sttutgart\"", ",\"Stuttgart\""));
        assertThat(mended.workloads()).singleElement().returns("1", w -> w.externalId());
        assertThat(mended.workloads().getFirst().custom()).isEmpty();
    }

    @Test
    void delimiter_encoding_and_mark_stay_as_they_were() throws IOException {
        var german = "Nr.;Anwendung;Latenz\n1;Prüfung;2 Ticks\n".getBytes(TextDecoder.WINDOWS_1252);
        var out = rejected(ShippedImport.IMPORT.read(german, ImportOptions.DEFAULT));

        assertThat(new String(out, TextDecoder.WINDOWS_1252)).contains(";\"Prüfung\";\"2 Ticks\"");
        var marked = "\uFEFFid,name,latency\n1,ä,2 ticks\n".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(
                        rejected(ShippedImport.IMPORT.read(marked, ImportOptions.DEFAULT)), StandardCharsets.UTF_8))
                .startsWith("\uFEFF\"_row\"");
    }

    @Test
    void text_that_looks_like_a_formula_is_guarded_and_comes_back_as_it_was() throws IOException {
        var cells = List.of("=1+2", "@home", "-5 %", "'=1", "''@x", " +x", "＝1", "plain", "'quoted'");
        for (var cell : cells) {
            var preview = ShippedImport.read("id,name,description,latency\n1,a,\"" + cell + "\",2 ticks\n");
            var before = preview.rows().getFirst().row().cell(2);
            var text = new String(rejected(preview), StandardCharsets.UTF_8);
            var after = ShippedImport.read(text).rows().getFirst().row().cell(6);

            assertThat(after).as(cell).isEqualTo(before);
            assertThat(text)
                    .doesNotContain(",\"=")
                    .doesNotContain(",\"@")
                    .doesNotContain(",\"-")
                    .doesNotContain(",\"＝");
        }
        assertThat(ShippedImport.read("id,name,growth\n1,a,-5\n")
                        .workloads()
                        .getFirst()
                        .demand()
                        .growthPctYear())
                .isEqualTo(-5);
    }

    @Test
    void the_annotated_file_has_all_rows() throws IOException {
        var out = new ByteArrayOutputStream();
        file.writeAnnotated(ShippedImport.read("id,name,latency\n1,a,100\n2,b,2 ticks\n"), out);

        assertThat(ShippedImport.records(out.toByteArray()))
                .extracting(row -> row.getField("_status"))
                .containsExactly("ok", "rejected");
    }
}
