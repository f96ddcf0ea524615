package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes by itself: the class while fields are typed, the list while its search is, the progress of a run. */
class LiveClassificationBrowserIT {
    /** A second passes on the page; a busy machine may take longer to tell. */
    private static final LocatorAssertions.HasTextOptions SLOWLY =
            new LocatorAssertions.HasTextOptions().setTimeout(20_000);

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        var owner = server.signedIn();
        for (var name : new String[] {"Press robot", "Weld robot", "Night report"}) {
            owner.post(
                    "/workloads",
                    Map.of("name", name, "purpose", "BATCH", "user_location", "Berlin DE", "peak_rps", "1 rps"));
        }
        browsers = new Browsers();
        window = browsers.windowOf(server);
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
    void the_class_follows_the_fields_and_what_is_typed_stays() {
        window.open("/workloads/new");
        var shown = window.page.locator("#classification strong");
        window.page.fill("#f-name", "Camera at the press");
        window.page.selectOption("#f-purpose", "STREAM");
        var budget = window.page.locator("#f-latency_budget");
        budget.click();
        budget.pressSequentially("80 ms");
        assertThat(window.page.locator("#classification")).containsText("up to 100 ms");
        assertThat(shown).hasText("Live video");
        assertThat(budget).isFocused();
        assertThat(budget).hasValue("80 ms");

        window.page.selectOption("#f-purpose", "BATCH");
        assertThat(shown).hasText("Batch");
        assertThat(window.page).hasURL(Pattern.compile("/workloads/new$"));
        assertThat(window.page.locator("main")).hasCount(1);
    }

    @Test
    void a_list_is_searched_while_the_word_is_typed_and_its_address_can_be_shared() {
        window.open("/workloads");
        var search = window.page.locator("#q");
        search.click();
        search.pressSequentially("robot");
        assertThat(window.page.locator("caption")).hasText("Workloads (2)");
        assertThat(search).isFocused();
        assertThat(search).hasValue("robot");
        assertThat(window.page).hasURL(Pattern.compile("/workloads\\?.*q=robot"));
        search.pressSequentially("s at night");
        assertThat(window.page.locator("#results")).containsText("No workload has all of this");
        search.fill("weld");
        search.press("Enter");
        assertThat(window.page.locator("caption")).hasText("Workloads (1)");
        window.page.reload();
        assertThat(window.page.locator("#q")).hasValue("weld");
    }

    @Test
    void sites_are_searched_in_the_same_way() {
        window.open("/capacity");
        window.page.locator("#q").pressSequentially("Frankfurt");
        assertThat(window.page).hasURL(Pattern.compile("/capacity\\?.*q=Frankfurt"));
        assertThat(window.page.locator("tbody th").first()).containsText("Frankfurt");
    }

    @Test
    void a_run_shows_its_progress_by_itself_and_the_stop_button_keeps_the_focus() {
        try (var watching = browsers.windowOf(server)) {
            var asked = new ConcurrentLinkedQueue<String>();
            solveWhatIsNotProvenSoon(watching, "C");
            watching.page.onRequest(request -> asked.add(request.url()));
            var stop =
                    watching.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop and keep best"));
            stop.focus();
            var elapsed = watching.page.locator("#progress .kpi b").first();
            for (int seen = 0; seen < 2; seen++) {
                assertThat(elapsed).not().hasText(elapsed.innerText(), SLOWLY);
            }
            assertThat(stop).isFocused();
            assertThat(asked).as("the server tells without being asked").noneMatch(url -> url.matches(".*/runs/\\d+"));

            stop.press("Enter");
            assertThat(watching.page.getByRole(
                            AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Open plan \\d+"))))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(stop).hasCount(0);
            assertThat(watching.newFaults()).isEmpty();
        }
    }

    @Test
    void where_a_proxy_keeps_back_what_the_server_tells_the_page_asks_by_itself() {
        try (var watching = browsers.windowOf(server)) {
            watching.page.route("**/events", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
            solveWhatIsNotProvenSoon(watching, "D");
            var elapsed = watching.page.locator("#progress .kpi b").first();
            for (int seen = 0; seen < 2; seen++) {
                assertThat(elapsed).not().hasText(elapsed.innerText(), SLOWLY);
            }
            watching.click(AriaRole.BUTTON, "Stop and keep best");
            assertThat(watching.page.getByRole(
                            AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Open plan \\d+"))))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        }
    }

    /** So much demand of so many sizes that the cheapest pools are full: such a run does not end by itself at once. */
    private static void solveWhatIsNotProvenSoon(Browsers.Window watching, String prefix) {
        var csv = new StringBuilder(
                "external_id,name,purpose,waiting,latency_budget,user_location,peak_rps,avg_rps,input_tokens,output_tokens\n");
        for (int i = 0; i < 24; i++) {
            csv.append("%s-%02d,Chat %d,INTERACTIVE,HUMAN,400 ms,%s,%d,%d,1000,300%n"
                    .formatted(prefix, i, i, i % 2 == 0 ? "Berlin DE" : "Manila PH", 130 + 37 * (i * 7 % 11), 30));
        }
        watching.open("/imports");
        watching.page.setInputFiles(
                "#file", new FilePayload("chats.csv", "text/csv", csv.toString().getBytes(StandardCharsets.UTF_8)));
        watching.click(AriaRole.BUTTON, "Check the file");
        watching.click(AriaRole.BUTTON, "Store 24 workloads");
        watching.open("/plans/new");
        watching.page.fill("#seconds", "300");
        watching.click(AriaRole.BUTTON, "Solve");
    }
}
