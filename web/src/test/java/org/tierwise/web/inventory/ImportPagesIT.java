package org.tierwise.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
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
        var boundary = "b0undary";
        var body =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + owner.csrf() + "\r\n--"
                        + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        return owner.send(owner.page("/imports")
                .header("Origin", owner.origin())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body)));
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
        var rejected = owner.get(path + "/rejected.csv");
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
