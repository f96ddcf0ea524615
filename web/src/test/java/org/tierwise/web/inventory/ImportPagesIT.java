package org.tierwise.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.TestServer;

/** An inventory from the upload to the register, as a browser without JavaScript does it. */
class ImportPagesIT {
    @TempDir
    static Path folder;

    private static TestServer owner;

    @BeforeAll
    static void start() {
        owner = TestServer.start(folder).signedIn();
    }

    @AfterAll
    static void stop() {
        owner.close();
    }

    private static HttpResponse<String> upload(String name, String content) {
        return upload(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> upload(String name, byte[] content) {
        var boundary = "b0undary";
        var before =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + owner.csrf() + "\r\n--"
                        + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/csv\r\n\r\n";
        var after = "\r\n--" + boundary + "--\r\n";
        return owner.send(owner.page("/imports")
                .header("Origin", owner.origin())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(before),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofString(after))));
    }

    @Test
    void a_workbook_is_read_like_a_csv_file_and_its_bad_rows_come_back_as_a_workbook_to_mend() throws IOException {
        var file = workbook(List.of(
                List.of("Name", "Use case", "Max response time", "Context"),
                List.of("Sheet chat", "chatbot", "1,5 s", 8000),
                List.of("Sheet control", "control", "soon", 2000),
                List.of("=1+1", "control", "later", 2000)));
        var uploaded = upload("Inventory 2026.XLSX", file);
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(303);
        var path = uploaded.headers().firstValue("Location").orElseThrow();
        assertThat(owner.get(path).body())
                .contains("Sheet Apps of the workbook, 3 rows")
                .contains("SHEET_NOT_READ")
                .contains("The sheet (Notes) was not read")
                .contains(">3<")
                .contains("soon");

        var rejected = owner.send(owner.page(path + "/rejected").GET(), BodyHandlers.ofByteArray());
        assertThat(rejected.headers().firstValue("Content-Disposition").orElse(""))
                .endsWith(".xlsx\"");
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(rejected.body()))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).getCellText(0)).isEqualTo("_row");
            assertThat(rows.get(1).getCellText(4)).isEqualTo("Sheet control");
            assertThat(rows.get(2).getCell(4).getType()).isEqualTo(CellType.STRING);
        }
        // As it came, so nothing was mended: the same rows are refused, and the name is what it was.
        var again = upload("rejected.xlsx", rejected.body())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(owner.get(again).body()).contains("soon").contains("later");

        assertThat(owner.post(path + "/confirm", Map.of()).statusCode()).isEqualTo(303);
        assertThat(owner.get("/workloads?q=Sheet+chat").body())
                .contains("Sheet chat")
                .contains("1,500");
    }

    private static byte[] workbook(List<List<Object>> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        var workbook = new Workbook(out, "Test", "1.0");
        workbook.newWorksheet("Notes").value(0, 0, "See the next sheet");
        var sheet = workbook.newWorksheet("Apps");
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                if (rows.get(row).get(column) instanceof Number number) {
                    sheet.value(row, column, number);
                } else {
                    sheet.value(row, column, (String) rows.get(row).get(column));
                }
            }
        }
        workbook.finish();
        return out.toByteArray();
    }

    @Test
    void a_workbook_that_unzips_to_too_much_or_is_none_is_refused_in_words() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 300; i++) {
                zip.write(new byte[1 << 20]);
            }
            zip.closeEntry();
        }
        var refused = upload("bomb.xlsx", bomb.toByteArray());
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("too large when it is unzipped").contains("into a new workbook");
        var other = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(other)) {
            zip.putNextEntry(new ZipEntry("photo.png"));
            zip.closeEntry();
        }
        assertThat(upload("photos.xlsx", other.toByteArray()).statusCode()).isEqualTo(415);
    }

    @Test
    void the_sample_inventory_is_checked_stored_and_changes_nothing_the_second_time() throws IOException {
        String csv;
        try (var in = ImportPagesIT.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv")) {
            csv = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        var dry = upload("acme.csv", csv);
        assertThat(dry.statusCode()).as(dry.body()).isEqualTo(303);
        var path = dry.headers().firstValue("Location").orElseThrow();
        assertThat(owner.get(path).body()).contains("Nothing is stored yet").contains("Store ");
        assertThat(owner.get("/workloads?q=Thread").body()).contains("No workload has all of this");

        assertThat(owner.post(path + "/confirm", Map.of()).statusCode()).isEqualTo(303);
        assertThat(owner.get(path).body()).contains("Stored:");
        assertThat(owner.get("/workloads?q=Thread").body()).contains("Thread and bore check");

        var again = upload("acme.csv", csv).headers().firstValue("Location").orElseThrow();
        assertThat(owner.get(again).body())
                .contains("This file changes nothing")
                .contains("The same file was imported on");
    }

    @Test
    void a_bad_row_says_line_column_value_and_reason_and_comes_back_as_a_file() {
        var path = upload("bad.csv", "name,purpose,latency budget\nGood,BATCH,\nBad,CONTROL,soon\n")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(owner.get(path).body()).contains(">3<").contains("soon").contains("NUMBER_INVALID");
        var rejected = owner.get(path + "/rejected");
        assertThat(rejected.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment");
        assertThat(rejected.body()).contains("_errors").contains("Bad").doesNotContain("Good");
    }

    @Test
    void a_file_of_50_mb_is_refused_in_the_same_words_by_the_page_and_for_programs() {
        var words = "The file is larger than 20 MB. Split it, or leave out columns that are not needed.";
        for (int megabytes : new int[] {22, 50}) {
            var content = "name,purpose\n" + "x".repeat(megabytes * 1_000_000);
            var page = upload("huge.csv", content);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(413);
            assertThat(page.body()).contains(words).doesNotContain("huge.csv");
            var program = owner.send(owner.page("/api/v1/imports?dry_run=false")
                    .header("Origin", owner.origin())
                    .header("X-CSRF-Token", owner.csrf())
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofString(content)));
            assertThat(program.statusCode()).isEqualTo(413);
            assertThat(program.body()).contains(words);
        }
    }

    @Test
    void a_workload_without_a_place_is_stored_with_a_warning_that_says_what_to_do() {
        var path = upload("nowhere.csv", "name,purpose,latency budget,location\nHomeless,SERVICE,200 ms,\n")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(owner.get(path).body())
                .contains("LOCATION_MISSING")
                .contains("Write a city with its country, such as Berlin, DE.")
                .contains("Store 1 workload");
    }

    @Test
    void a_file_that_is_no_inventory_is_refused_with_a_remedy_and_nothing_is_kept() {
        for (var content : new String[] {"", "\u0000\u0001\u0002", "foo,bar\n1,2\n"}) {
            var answer = upload("odd.csv", content);
            assertThat(answer.statusCode()).as(content).isIn(413, 415, 422);
            assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("odd.csv");
        }
    }
}
