package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trade-off of the sample's plan: started from its tab, watched, read, opened, in a real browser. */
class TradeoffBrowserIT {
    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void compute_the_curve_of_the_sample() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        window = browsers.windowOf(server);
        window.click(AriaRole.BUTTON, "Explore a sample estate");
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open plan 1"))
                .click(new Locator.ClickOptions().setTimeout(60_000));
        window.click(AriaRole.LINK, "Trade-offs");
        window.page.fill("#seconds", "soon");
        window.click(AriaRole.BUTTON, "Compute the trade-off");
        assertThat(window.page.locator("#seconds")).hasAttribute("aria-invalid", "true");
        window.page.fill("#seconds", "10");
        window.click(AriaRole.BUTTON, "Compute the trade-off");
        // Each point appears while the others are still computed; a reload loses nothing.
        assertThat(window.page.locator(".curve svg.wide a").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        window.page.reload();
        assertThat(window.page.locator("#progress"))
                .containsText("Done", new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
        assertThat(window.page.locator("#curve"))
                .containsText("8 points", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
        assertThat(window.newFaults()).allMatch(fault -> fault.contains("status of 4"));
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    @Test
    void the_curve_can_be_read_by_everybody() {
        window.open("/plans/1/trade-offs");
        window.page.locator("details summary").click();
        window.checkInEveryShape();
        window.shoot("trade-offs");
        assertThat(window.newFaults()).isEmpty();
        assertThat(window.texts("#finding").getFirst())
                .matches("From .* ms to .* ms costs USD .* a month more.*no plan exists at any price\\.");
        assertThat(window.page.locator(".curve svg.wide .ring")).hasCount(1);
    }

    @Test
    void a_point_opens_its_plan_by_mouse_and_by_keyboard() {
        window.open("/plans/1/trade-offs");
        var point = window.page.locator(".curve svg.wide a").first();
        point.focus();
        window.page.keyboard().press("Enter");
        assertThat(window.page).hasURL(Pattern.compile("/plans/\\d+$"));
        assertThat(window.page.locator("h1")).containsText("Trade-off of plan 1: USD ");
        window.click(AriaRole.LINK, "Trade-offs");
        assertThat(window.page.locator("#curve")).containsText("The trade-off of plan 1");
        assertThat(window.page.locator(".curve svg.wide .ring")).hasCount(1);
        assertThat(window.newFaults()).isEmpty();
    }

    @Test
    void the_points_are_there_as_csv_and_for_programs() {
        window.open("/plans/1/trade-offs");
        assertThat(fetched("/plans/1/trade-offs/points.csv").lines().toList()).hasSize(9);
        assertThat(fetched("/api/v1/plans/1/trade-offs"))
                .contains("\"state\":\"DONE\"", "\"envelope\":[{", "\"planHref\":\"/api/v1/plans/");
    }

    /** By the window's own session, which looks at the sample. */
    private static String fetched(String path) {
        return String.valueOf(window.page.evaluate("path => fetch(path).then(answer => answer.text())", path));
    }

    @Test
    void the_curve_needs_no_script() {
        try (var plain = browsers.window(Browsers.NARROW, ColorScheme.LIGHT, false)) {
            plain.signedIn(server);
            plain.click(AriaRole.BUTTON, "Open the sample estate");
            plain.open("/plans/1/trade-offs");
            assertThat(plain.page.locator(".curve svg.narrow a").first()).isVisible();
            plain.page.locator("details summary").click();
            assertThat(plain.page.locator(".curve tbody tr")).hasCount(8);
        }
    }
}
