package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.account.People;

/** A plan on its way from a draft to the one to follow, and who may decide about it. */
class ApprovalIT {
    private static final Map<String, String> APPROVE =
            Map.of("verdict", "APPROVED", "reason", "Checked the bill.", "commitments", "yes", "unplaced", "yes");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Visitor editor;
    private static Visitor approver;
    private static Visitor viewer;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        var owner = Visitor.atTheMachine(server);
        People.operator(owner, "op@example.com");
        viewer = People.member(server, owner, "viewer@example.com", "VIEWER");
        editor = People.member(server, owner, "editor@example.com", "EDITOR");
        approver = People.member(server, owner, "approver@example.com", "APPROVER");
        workload("Report", "Llama-3.1-8B");
        // Nobody can say how large it is, so it has no place.
        workload("Mystery", "");
    }

    private static void workload(String name, String model) {
        var stored = editor.post(
                "/workloads",
                Map.of(
                        "name",
                        name,
                        "purpose",
                        "BATCH",
                        "user_location",
                        "Berlin DE",
                        "peak_rps",
                        "1 rps",
                        "model",
                        model));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(303);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_approver_decides_about_the_plan_of_somebody_else_and_everybody_is_told() throws IOException {
        int plan = solve(editor);
        assertThat(viewer.get("/plans/" + plan + "/approval").body())
                .contains("Nobody has decided about this plan yet")
                .contains("Approvers and administrators of this workspace decide")
                .doesNotContain("name=\"verdict\"");
        assertThat(editor.post("/plans/" + plan + "/approval", APPROVE).statusCode())
                .isEqualTo(403);

        assertThat(decide(plan, Map.of("seen", "0")).body())
                .contains("Choose what you decide")
                .contains("Say why: an auditor will ask");
        assertThat(decide(plan, Map.of("seen", "0", "verdict", "APPROVED", "reason", "Looks good"))
                        .body())
                .contains("confirm that you have checked the bill of materials")
                .contains("confirm that 1 demand slice is not placed")
                .contains(">Looks good</textarea>");
        assertThat(decide(plan, Map.of("seen", "0", "verdict", "RETURNED", "reason", "x".repeat(2_001)))
                        .body())
                .contains("The reason has 2,001 characters; at most 2,000 fit");

        assertThat(decide(plan, with(APPROVE, "seen", "0")).statusCode()).isEqualTo(303);
        assertThat(viewer.get("/plans/" + plan + "/approval").body())
                .contains("Approved by ")
                .contains("approver@example.com&gt;")
                .contains("Checked the bill.");
        assertThat(viewer.get("/plans").body()).contains("<span>Approved</span>");
        assertThat(viewer.get("/api/v1/plans").body()).contains("\"status\":\"APPROVED\"");
        assertThat(viewer.get("/activity").body()).contains("Approved plan " + plan);
        assertThat(viewer.get("/plans/" + plan + "/export").body())
                .contains("Checked the bill.")
                .contains("<a href=\"/plans/" + plan + "\">Balanced</a>");
        assertThat(pdf(plan)).contains("APPROVED").contains("Checked the bill.").doesNotContain("DRAFT");
        assertThat(workbook(plan))
                .contains("APPROVED")
                .contains("Checked the bill.")
                .doesNotContain("DRAFT");

        int next = solve(editor);
        assertThat(approver.get("/plans/" + next + "/approval").body())
                .contains("Against the approved plan " + plan)
                .contains("<dt>Slices that stay</dt><dd>1</dd>");
        assertThat(decide(next, with(APPROVE, "seen", "0")).statusCode()).isEqualTo(303);
        assertThat(viewer.get("/plans/" + plan + "/approval").body()).contains("Another plan was approved after this");
    }

    @Test
    void who_decides_a_moment_later_is_told_what_was_decided_and_keeps_the_words() {
        int plan = solve(editor);
        assertThat(decide(plan, Map.of("seen", "0", "verdict", "REJECTED", "reason", "Too dear"))
                        .statusCode())
                .isEqualTo(303);

        var late = decide(plan, with(APPROVE, "seen", "0"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Somebody else has decided about this plan meanwhile")
                .contains("Too dear")
                .contains(">Checked the bill.</textarea>");
        var seen = Pattern.compile("name=\"seen\" value=\"(\\d+)\"").matcher(late.body());
        assertThat(seen.find()).isTrue();
        assertThat(decide(plan, with(APPROVE, "seen", seen.group(1))).statusCode())
                .isEqualTo(303);
    }

    @Test
    void nobody_approves_a_plan_of_their_own() {
        int plan = solve(approver);
        assertThat(approver.get("/plans/" + plan + "/approval").body())
                .contains("somebody else has to decide about it")
                .doesNotContain("name=\"verdict\"");

        var answer = decide(plan, with(APPROVE, "seen", "0"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("four eyes see more than two");
        assertThat(viewer.get("/plans/" + plan).body()).contains("<span>Draft</span>");
    }

    private static java.net.http.HttpResponse<String> decide(int plan, Map<String, String> fields) {
        return approver.post("/plans/" + plan + "/approval", fields);
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var all = new LinkedHashMap<>(fields);
        all.put(name, value);
        return all;
    }

    private static int solve(Visitor by) {
        var started = by.post("/runs", Map.of("policy", "balanced", "seconds", "1", "seed", "1", "premises", "yes"));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        var run = started.headers().firstValue("Location").orElseThrow();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        var open = Pattern.compile("Open plan (\\d+)");
        while (System.nanoTime() < end) {
            var found = open.matcher(by.get(run).body());
            if (found.find()) {
                return Integer.parseInt(found.group(1));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError(by.get(run).body());
    }

    private static String pdf(int plan) throws IOException {
        try (var document = Loader.loadPDF(bytes("/plans/" + plan + "/export/plan.pdf"))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static String workbook(int plan) throws IOException {
        var text = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes("/plans/" + plan + "/export/plan.xlsx")))) {
            while (zip.getNextEntry() != null) {
                text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String path) {
        return viewer.bytes(path);
    }
}
