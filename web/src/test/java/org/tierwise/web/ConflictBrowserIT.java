package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people edit the same thing: the second sees both versions and decides. */
class ConflictBrowserIT {
    /** The browser says so of each page that is shown with this status. */
    private static final String EXPECTED = "status of 4";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window second;
    private static TestServer first;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        second = browsers.windowOf(server);
        first = server.signedIn();
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    @BeforeEach
    void forget_faults() {
        second.newFaults();
    }

    /** A workload that the first one changed after the second one opened it; its path. */
    private static String changedUnderTheHands(String name) {
        var path = first.post("/workloads", Map.of("name", name, "owner", "Ana", "purpose", "BATCH"))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll("\\?.*", "");
        second.open(path);
        second.page.fill("#f-owner", "Ben");
        second.page.fill("#f-description", "mine");
        var change = Map.of("name", name, "owner", "Cem", "purpose", "STREAM", "version", "1");
        assertThat(first.post(path, change).statusCode()).isEqualTo(303);
        second.click(AriaRole.BUTTON, "Save");
        assertThat(second.page.locator("#conflict h2")).hasText("Somebody else changed this meanwhile");
        return path;
    }

    private static void noOtherFaults() {
        assertThat(second.newFaults()).allMatch(fault -> fault.contains(EXPECTED));
    }

    @Test
    void both_versions_stand_side_by_side_with_what_differs_first() {
        changedUnderTheHands("Both");
        assertThat(second.texts("#conflict tbody tr"))
                .containsExactly(
                        "Owner\tCem\tBen",
                        "Description\tnot stated\tmine",
                        "Purpose\tStream: camera or sensors\tBatch: documents, nightly jobs");
        assertThat(second.page.locator("#f-owner")).hasValue("Ben");
        second.checkInEveryShape();
        noOtherFaults();
    }

    @Test
    void keeping_mine_replaces_the_other_change_knowingly() {
        var path = changedUnderTheHands("Mine");
        second.click(AriaRole.BUTTON, "Keep mine");
        assertThat(second.page.locator(".notice.ok")).hasText("Saved.");
        assertThat(first.get(path).body()).contains("value=\"Ben\"").contains("name=\"version\" value=\"3\"");
        noOtherFaults();
    }

    @Test
    void taking_theirs_shows_what_is_stored_and_changes_nothing() {
        var path = changedUnderTheHands("Theirs");
        second.click(AriaRole.LINK, "Take what is stored");
        assertThat(second.page.locator("#f-owner")).hasValue("Cem");
        assertThat(first.get(path).body()).contains("name=\"version\" value=\"2\"");
        noOtherFaults();
    }

    @Test
    void editing_on_saves_a_third_version_and_a_third_change_is_noticed_again() {
        var path = changedUnderTheHands("Third");
        second.page.fill("#f-owner", "Ben and Cem");
        var change = Map.of("name", "Third", "owner", "Dee", "purpose", "STREAM", "version", "2");
        assertThat(first.post(path, change).statusCode()).isEqualTo(303);
        second.click(AriaRole.BUTTON, "Save");
        assertThat(second.page.locator("#conflict")).containsText("Dee");
        second.page.fill("#f-owner", "All");
        second.click(AriaRole.BUTTON, "Save");
        assertThat(second.page.locator(".notice.ok")).hasText("Saved.");
        assertThat(first.get(path).body()).contains("value=\"All\"").contains("name=\"version\" value=\"4\"");
        noOtherFaults();
    }

    @Test
    void what_was_written_in_a_removed_workload_can_be_added_again() {
        var path = first.post("/workloads", Map.of("name", "Removed"))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll("\\?.*", "");
        second.open(path);
        second.page.fill("#f-description", "long thoughts");
        assertThat(first.post(path + "/delete", Map.of("version", "1")).statusCode())
                .isEqualTo(303);
        second.click(AriaRole.BUTTON, "Save");
        assertThat(second.page.locator("[role=alert]")).containsText("Somebody removed this meanwhile");
        second.checkAccessibility();
        second.click(AriaRole.BUTTON, "Save");
        assertThat(second.page.locator(".notice.ok")).hasText("Saved.");
        assertThat(second.page.locator("#f-description")).hasValue("long thoughts");
        noOtherFaults();
    }

    @Test
    void an_own_site_shows_both_versions() {
        second.open("/capacity/new?place=Zaragoza+ES");
        second.click(AriaRole.BUTTON, "Save");
        second.open("/capacity/own/zaragoza-es/edit");
        var edit = new LinkedHashMap<String, String>();
        for (var input :
                second.page.locator("form.fields input, form.fields select").all()) {
            edit.put(input.getAttribute("name"), input.inputValue());
        }
        second.page.fill("#f-kw", "70");
        edit.put("kw", "60");
        assertThat(first.post("/capacity/own/zaragoza-es", edit).statusCode()).isEqualTo(303);
        second.click(AriaRole.BUTTON, "Save");
        assertThat(second.page.locator("#conflict")).containsText("owner changed it on");
        assertThat(second.texts("#conflict tbody tr"))
                .singleElement()
                .asString()
                .contains("\t60\t70");
        second.click(AriaRole.BUTTON, "Keep mine");
        assertThat(second.page.locator("#conflict")).hasCount(0);
        assertThat(first.get("/capacity/own/zaragoza-es/edit").body()).contains("value=\"70\"");
        noOtherFaults();
    }

    @Test
    void an_assumption_shows_both_values() {
        second.open("/settings?q=ownPremisesLanKm");
        first.post("/settings", Map.of("key", "latency.ownPremisesLanKm", "value", "45", "seen", "30"));
        second.page.fill("[id='v-latency.ownPremisesLanKm']", "50");
        second.page.locator("form.set button").first().click();
        assertThat(second.page.locator("#conflict")).containsText("set by owner");
        assertThat(second.texts("#conflict tbody tr"))
                .singleElement()
                .asString()
                .endsWith("\t45\t50");
        second.click(AriaRole.BUTTON, "Keep mine");
        assertThat(second.page.locator("#conflict")).hasCount(0);
        assertThat(first.get("/settings?q=ownPremisesLanKm").body()).contains("value=\"50\"");
        var reset = Map.of("key", "latency.ownPremisesLanKm", "seen", "45");
        assertThat(first.post("/settings/reset", reset).statusCode()).isEqualTo(409);
        noOtherFaults();
    }

    @Test
    void a_round_trip_that_is_known_is_replaced_only_knowingly() {
        var path = "/capacity/round-trips";
        first.post(path, Map.of("from", "aws/eu-central-1", "to", "aws/eu-west-1", "ms", "24.5"));
        second.open(path);
        second.page.fill("#f-from", "aws/eu-central-1");
        second.page.fill("#f-to", "aws/eu-west-1");
        second.page.fill("#f-ms", "26");
        second.click(AriaRole.BUTTON, "Add the measurement");
        assertThat(second.texts("#conflict tbody tr").getFirst()).endsWith("\t24.5\t26");
        second.click(AriaRole.BUTTON, "Keep mine");
        assertThat(second.page.locator("#conflict")).hasCount(0);
        assertThat(first.get(path).body()).contains("26 ms").doesNotContain("24.5 ms");
        var stale = Map.of("from", "aws/eu-central-1", "to", "aws/eu-west-1", "seen", "24.5");
        assertThat(first.post(path + "/delete", stale).statusCode()).isEqualTo(409);
        noOtherFaults();
    }
}
