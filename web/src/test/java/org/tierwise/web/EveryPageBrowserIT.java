package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tierwise.web.account.People;

/**
 * Every page, in light and dark, wide and narrow: axe-core finds nothing, the console stays empty, no request leaves
 * the machine, and nothing makes the document wider than the window.
 */
class EveryPageBrowserIT {
    /** What GET answers with something else than a page. */
    private static final List<String> NO_PAGES = List.of(
            "/static/<path>",
            "/health/live",
            "/health/ready",
            "/metrics",
            // These need a person with an account: AccountBrowserIT
            "/sign-in/code",
            "/sign-in/oidc",
            "/sign-in/oidc/return",
            "/invitation",
            "/new-password",
            "/account/second-factor",
            "/runs/{id}/events",
            "/imports/{id}/rejected",
            "/plans/{number}/trade-offs/points.csv",
            "/plans/{number}/export/plan.{format}",
            "/plans/{number}/export/capacity.csv",
            "/activity/export.csv",
            "/activity/export.jsonl",
            "/admin/activity/export.csv",
            "/admin/activity/export.jsonl");

    /** Chromium reports each answer of 4xx on the console; here it is the page that is asked for. */
    private static final String EXPECTED = "Failed to load resource: the server responded with a status of 4";

    private static final String INVENTORY = """
            name,purpose,latency budget
            Night report,BATCH,
            Robot,CONTROL,soon
            """;

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void solve_the_sample_and_refuse_a_row() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        window = browsers.windowOf(server);
        window.click(AriaRole.BUTTON, "Explore a sample estate");
        window.click(AriaRole.BUTTON, "Stop and keep best");
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open plan 1"))
                .click(new Locator.ClickOptions().setTimeout(60_000));
        window.open("/capacity/new?place=Zaragoza+ES");
        window.click(AriaRole.BUTTON, "Save");
        window.open("/imports");
        window.page.setInputFiles(
                "#file", new FilePayload("odd.csv", "text/csv", INVENTORY.getBytes(StandardCharsets.UTF_8)));
        window.click(AriaRole.BUTTON, "Check the file");
        assertThat(window.page.locator("h1")).hasText("odd.csv");
        assertThat(window.newFaults()).isEmpty();
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    static Stream<String> pages() {
        return Stream.of(
                "/",
                "/help",
                "/account",
                "/workspaces",
                "/members",
                "/tokens",
                "/accounts",
                "/about/data",
                "/settings",
                "/admin",
                "/workloads",
                "/workloads?q=nothing+has+this",
                "/workloads/new",
                firstLink("/workloads", "tbody th a"),
                "/imports",
                firstLink("/imports", "tbody th a"),
                "/taxonomy",
                "/capacity",
                "/capacity/round-trips",
                "/capacity/own",
                "/capacity/new?place=Stuttgart+DE",
                "/capacity/own/zaragoza-es/edit",
                firstLink("/capacity?q=Frankfurt", "tbody th a"),
                "/plans",
                "/plans/new",
                "/plans/1",
                "/plans/1/map",
                "/plans/1/placements",
                "/plans/1/placements?q=nothing+has+this",
                firstLink("/plans/1/placements?sort=-cost", "tbody th a"),
                "/plans/1/unplaced",
                "/plans/1/backups",
                "/plans/new?from=1",
                firstLink("/plans/1/unplaced", "tbody th a"),
                "/plans/1/bill",
                "/plans/1/approval",
                "/plans/1/trade-offs",
                "/plans/1/capacity",
                "/plans/1/capacity?sort=site",
                "/plans/1/inputs",
                "/plans/1/export",
                "/activity",
                "/activity?q=nothing+has+this",
                firstLink("/activity?kind=site", "tbody th a"),
                "/admin/activity",
                firstLink("/admin/activity?kind=workspace", "tbody th a"),
                "/runs/1");
    }

    private static String firstLink(String page, String selector) {
        window.open(page);
        return Objects.requireNonNull(window.page.locator(selector).first().getAttribute("href"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_can_be_read_by_everybody(String path) {
        window.open(path);
        window.checkInEveryShape();
        assertThat(window.newFaults()).isEmpty();
    }

    @Test
    void a_page_that_is_not_there_can_be_read_too() {
        window.open("/nothing-is-here");
        window.checkInEveryShape();
        assertThat(window.newFaults()).allMatch(fault -> fault.contains(EXPECTED));
    }

    @Test
    void a_refused_form_can_be_read_too() {
        window.open("/workloads/new");
        window.page.fill("#f-latency_budget", "-5 ms");
        window.click(AriaRole.BUTTON, "Save");
        assertThat(window.page.locator("[role=alert]")).containsText("Not saved");
        window.checkInEveryShape();
        window.open("/plans/new");
        window.page.fill("#seconds", "many");
        window.click(AriaRole.BUTTON, "Solve");
        assertThat(window.page.locator("#seconds")).hasAttribute("aria-invalid", "true");
        window.checkInEveryShape();
        assertThat(window.newFaults()).allMatch(fault -> fault.contains(EXPECTED));
    }

    @Test
    void the_pages_of_a_fresh_installation_can_be_read_too() {
        try (var fresh = browsers.windowOf(server)) {
            for (var path : List.of("/", "/workloads", "/taxonomy", "/imports", "/plans", "/plans/new")) {
                fresh.open(path);
                fresh.checkInEveryShape();
            }
            assertThat(fresh.newFaults()).isEmpty();
        }
    }

    /** Whoever made the plan is not asked, so it takes somebody else. */
    @Test
    void the_form_of_an_approver_can_be_read_too() {
        People.operator(Visitor.atTheMachine(server), "op@example.com");
        try (var approver =
                browsers.window(Browsers.WIDE, ColorScheme.LIGHT, true).at(server)) {
            approver.open("/sign-in");
            approver.page.fill("input[name=email]", "op@example.com");
            approver.page.fill("input[name=password]", People.PASSWORD);
            approver.page.keyboard().press("Enter");
            approver.click(AriaRole.BUTTON, "Open the sample estate");
            approver.open("/plans/1/approval");
            approver.page.getByLabel("Approve").check();
            approver.click(AriaRole.BUTTON, "Decide");
            assertThat(approver.page.locator("#e-reason")).hasText("Say why: an auditor will ask.");
            approver.checkInEveryShape();
            assertThat(approver.newFaults()).allMatch(fault -> fault.contains(EXPECTED));

            approver.page.fill("#reason", "Checked.");
            for (var box :
                    approver.page.locator("form.decide input[type=checkbox]").all()) {
                box.check();
            }
            approver.click(AriaRole.BUTTON, "Decide");
            assertThat(approver.page.locator(".bar .status")).hasText("Approved");
            approver.checkInEveryShape();
            assertThat(approver.newFaults()).isEmpty();
        }
    }

    @Test
    void whoever_is_not_signed_in_can_read_how_to() {
        try (var stranger = browsers.window(Browsers.WIDE, ColorScheme.LIGHT, true)) {
            stranger.page.navigate(server.origin() + "/workloads");
            assertThat(stranger.page.locator("h1")).hasText("Sign in");
            stranger.checkInEveryShape();
            stranger.page.navigate(server.origin() + "/sign-in?token=used");
            stranger.checkInEveryShape();
            assertThat(stranger.newFaults()).allMatch(fault -> fault.contains(EXPECTED));
        }
    }

    @Test
    void no_page_of_the_route_table_is_forgotten() {
        var looked = Stream.concat(pages(), Stream.of("/sign-in"))
                .map(path -> path.replaceFirst("\\?.*", ""))
                .toList();
        var router = server.app().server().javalin().unsafe.internalRouter;
        var forgotten = router.allHttpHandlers().stream()
                .filter(route -> route.endpoint.method.equals(HandlerType.GET))
                .filter(route -> !route.endpoint.path.startsWith("/api/"))
                .filter(route -> !NO_PAGES.contains(route.endpoint.path))
                .filter(route -> looked.stream().noneMatch(route::matches))
                .map(route -> route.endpoint.path)
                .toList();
        assertThat(forgotten).isEmpty();
    }
}
