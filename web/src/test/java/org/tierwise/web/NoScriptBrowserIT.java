package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Browse, filter, save, solve and export in a real browser that runs no script. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoScriptBrowserIT {
    /** How often the reader asks for the progress before giving up, and the pause between, ms. */
    private static final int ASKS_MAX = 120;

    private static final double PAUSE_MS = 500;

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        window = browsers.window(Browsers.WIDE, ColorScheme.LIGHT, false).signedIn(server);
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    @AfterEach
    void nothing_went_wrong() {
        assertThat(window.newFaults()).isEmpty();
    }

    @Test
    @Order(1)
    void a_workload_is_checked_and_saved_by_its_form() {
        window.open("/workloads/new");
        fill("Press robot", "CONTROL", "MACHINE", "200 ms");
        window.click(AriaRole.BUTTON, "Check");
        assertThat(window.page.locator("#classification")).containsText("Control loop");

        window.open("/workloads/new");
        fill("Press robot", "CONTROL", "MACHINE", "200 ms");
        window.click(AriaRole.BUTTON, "Save");
        assertThat(window.page.locator(".notice.ok")).hasText("Saved.");
        assertThat(window.page.locator("#f-latency_budget")).hasValue("200 ms");
    }

    @Test
    @Order(2)
    void workloads_are_found_by_text_and_narrowed_by_class() {
        window.open("/workloads/new");
        fill("Night report", "BATCH", "NOBODY", "");
        window.click(AriaRole.BUTTON, "Save");
        window.open("/workloads");
        assertThat(window.texts("tbody th")).containsExactlyInAnyOrder("Press robot", "Night report");

        window.page.fill("#q", "robot");
        window.click(AriaRole.BUTTON, "Find");
        assertThat(window.texts("tbody th")).containsExactly("Press robot");

        window.click(AriaRole.LINK, "Clear all");
        window.page
                .locator(".chip", new Page.LocatorOptions().setHasText("Batch"))
                .click();
        assertThat(window.texts("tbody th")).containsExactly("Night report");
    }

    @Test
    @Order(3)
    void a_run_is_started_and_watched_by_asking_for_it_and_its_plan_is_exported() {
        window.open("/plans/new");
        window.page.fill("#seconds", "2");
        window.click(AriaRole.BUTTON, "Solve");
        assertThat(window.page).hasURL(Pattern.compile("/runs/\\d+$"));
        for (int asks = 0; asks < ASKS_MAX && openPlan() == 0; asks++) {
            window.page.waitForTimeout(PAUSE_MS);
            window.click(AriaRole.LINK, "Show the progress now");
        }
        window.click(AriaRole.LINK, "Open plan 1");
        assertThat(window.page.locator(".kpis")).containsText("Monthly cost");

        window.click(AriaRole.LINK, "Export");
        var download = window.page.waitForDownload(
                () -> window.page.locator("a[download][href$='.csv']").click());
        assertThat(download.failure()).isNull();
        assertThat(download.path()).content().contains("press-robot");
    }

    private static int openPlan() {
        return window.page.locator("#actions a.primary").count();
    }

    private static void fill(String name, String purpose, String waiting, String budget) {
        window.page.fill("#f-name", name);
        window.page.selectOption("#f-purpose", purpose);
        window.page.selectOption("#f-waiting", waiting);
        window.page.fill("#f-latency_budget", budget);
        window.page.fill("#f-user_location", "Berlin DE");
        window.page.fill("#f-peak_rps", "5 rps");
    }
}
