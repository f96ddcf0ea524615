package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking a plan further: pin a placement, lose a site, cap a provider, in a real browser on the sample estate. */
class RulesBrowserIT {
    private static final int SOLVED = 90_000;

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void solve_the_sample() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        window = browsers.windowOf(server);
        window.click(AriaRole.BUTTON, "Explore a sample estate");
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open plan 1"))
                .click(new Locator.ClickOptions().setTimeout(SOLVED));
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    @Test
    void a_placement_is_pinned_from_its_page_and_the_next_plan_keeps_it_without_a_lost_site() {
        openTheFirstPlacement();
        window.click(AriaRole.LINK, "Pin it here and solve again");
        assertThat(window.page.locator("#from")).hasValue("1");
        assertThat(window.page.locator("#move")).hasValue("10");
        var pin = window.page.locator("#pins").inputValue();
        assertThat(pin).contains(" = ");
        window.page.fill("#cap", "a third");
        window.click(AriaRole.BUTTON, "Solve");
        assertThat(window.page.locator("#cap")).hasAttribute("aria-invalid", "true");
        assertThat(window.page.locator("#pins")).hasValue(pin);
        assertThat(window.page.locator(".notice[role=alert]")).containsText("Nothing was started.");
        assertThat(window.newFaults()).allMatch(fault -> fault.contains("status of 422"));
        window.page.fill("#cap", "60");
        window.page.fill("#seconds", "3");
        window.shoot("rules-form");
        solve();

        assertThat(window.page.locator("main")).containsText("1 placement is pinned.");
        assertThat(window.page.locator("main")).containsText("No provider gets more than 60 % of the monthly cost");
        window.shoot("rules-summary");
        window.checkInEveryShape();
        openTheFirstPlacement();
        assertThat(window.page.locator(".lead")).containsText("Pinned here.");
        var site = window.page.locator(".kpi b").first().innerText();
        window.shoot("rules-placement");

        window.click(AriaRole.LINK, "Unpin it and solve again");
        assertThat(window.page.locator("#pins")).hasValue("");
        window.page.goBack();
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("What if"))
                .click();
        window.page.fill("#pins", "");
        window.page.fill("#seconds", "3");
        solve();
        assertThat(window.page.locator("main")).containsText("nothing runs there, as if the site were lost.");
        openTheFirstPlacement();
        assertThat(window.page.locator(".kpi b").first()).not().hasText(site);
        assertThat(window.page.locator(".lead")).containsText("It had to leave " + site);
        assertThat(window.newFaults()).isEmpty();
    }

    @Test
    void the_backups_of_a_plan_have_a_page_of_their_own() {
        window.open("/plans/1/backups");
        assertThat(window.page.locator("caption")).containsText("placements ask for a backup");
        assertThat(window.page.locator("tbody tr").first()).isVisible();
        assertThat(window.texts("tbody tr")).anyMatch(row -> row.contains("None."));
        window.shoot("backups");
        window.checkInEveryShape();
        assertThat(window.newFaults()).isEmpty();
    }

    private static void openTheFirstPlacement() {
        window.click(AriaRole.LINK, "Placements");
        window.page.locator("tbody th a").first().click();
    }

    private static void solve() {
        // The sample has a workload without a class, which somebody has to leave out.
        window.page.check("[name=leave]");
        window.click(AriaRole.BUTTON, "Solve");
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open plan"))
                .first()
                .click(new Locator.ClickOptions().setTimeout(SOLVED));
    }
}
