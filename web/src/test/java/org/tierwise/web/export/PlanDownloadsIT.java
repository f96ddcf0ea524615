package org.tierwise.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.PlanProof;
import org.tierwise.web.TestServer;

/** A plan goes in as JSON and comes out in every format, over the real server and database. */
class PlanDownloadsIT {
    @TempDir
    private static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data).signedIn();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_imported_plan_is_offered_in_four_formats_and_its_json_is_the_same() throws IOException {
        var json = new String(PlanJson.write(SamplePlans.rich()), StandardCharsets.UTF_8);
        var answer = upload(json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        var plan = answer.headers().firstValue("Location").orElseThrow();
        assertThat(plan).matches("/plans/\\d+");

        var centre = server.get(plan + "/export").body();
        assertThat(centre)
                .contains("USD 62,278.45 a month", plan + "/export/plan.xlsx", PlanJson.sha256(SamplePlans.rich()));

        assertThat(server.get(plan + "/export/plan.json").body()).isEqualTo(json);
        expect(plan, "csv", "text/csv", "external_id,location,status");
        expect(plan, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK");
        expect(plan, "pdf", "application/pdf", "%PDF-");
        assertThat(server.get(plan + "/export/plan.doc").statusCode()).isEqualTo(404);
    }

    @Test
    void a_plan_with_a_certificate_comes_back_with_it_and_one_without_says_so() {
        var rich = SamplePlans.rich();
        var proof = new PlanProof(rich.monthlyCost(), List.of(), 0, List.of(), Digest.sha256("H4sI"), "H4sI");
        var json = new String(PlanJson.write(rich.withProof(proof)), StandardCharsets.UTF_8);
        assertThat(json).contains("\"certificate\":\"H4sI\",\"seal\":\"");
        var plan = upload(json).headers().firstValue("Location").orElseThrow();
        assertThat(server.get(plan + "/export/plan.json").body()).isEqualTo(json);
        assertThat(server.get(plan + "/export").body()).contains(Digest.sha256(json));
        assertThat(server.get(plan).body()).contains("No bound was proven.");
        var old = upload(new String(PlanJson.write(rich), StandardCharsets.UTF_8))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(server.get(old).body()).contains("No bound was proven.");
        assertThat(server.get(old + "/capacity").body()).contains("comes without a proof");
        assertThat(server.get(plan + "/capacity").body()).contains("uses no accelerators of its own");
    }

    @Test
    void a_file_that_is_no_plan_is_refused_in_words() {
        assertThat(upload("{}").statusCode()).isEqualTo(400);
        assertThat(upload("not json").body()).contains("was not imported");
        var edited =
                new String(PlanJson.write(SamplePlans.rich()), StandardCharsets.UTF_8).replace("62278.45", "62278.44");
        assertThat(upload(edited).body()).contains("totals");
    }

    @Test
    void the_name_of_a_file_is_plain_ascii_and_the_whole_title_in_utf_8() {
        assertThat(PlanDownloads.disposition(7, "Köln \"A/B\"\r\nX: y", "csv"))
                .isEqualTo(
                        "attachment; filename=\"plan-7-koln-a-b-x-y.csv\"; filename*=UTF-8''plan-7%20K%C3%B6ln%20A%20B%20X%20y.csv");
    }

    private static void expect(String plan, String format, String type, String begin) {
        var answer = server.get(plan + "/export/plan." + format);
        assertThat(answer.statusCode()).as(format).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"plan-")
                .contains("." + format + "\"; filename*=UTF-8''");
        assertThat(answer.body()).startsWith(begin);
    }

    private static HttpResponse<String> upload(String json) {
        var body = "--X\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + server.csrf()
                + "\r\n--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.json\"\r\nContent-Type: application/json\r\n\r\n"
                + json + "\r\n--X--\r\n";
        return server.send(server.page("/plans/import")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=X")
                .POST(BodyPublishers.ofString(body)));
    }
}
