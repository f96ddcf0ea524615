package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first page to a solved plan of the sample estate and through its pages, in a real browser. */
class SampleEstateBrowserIT {
    /** What a user may wait for the first plan, ms. */
    private static final double FIRST_PLAN_MS = 60_000;

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;

    @BeforeAll
    static void two_clicks_lead_from_the_first_page_to_a_plan() {
        server = TestServer.start(folder);
        browsers = new Browsers();
        window = browsers.windowOf(server);

        window.click(AriaRole.BUTTON, "Explore a sample estate");
        assertThat(window.page).hasURL(Pattern.compile("/runs/\\d+$"));
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open plan 1"))
                .click(new com.microsoft.playwright.Locator.ClickOptions().setTimeout(FIRST_PLAN_MS));
    }

    @AfterEach
    void nothing_went_wrong() {
        assertThat(window.newFaults()).isEmpty();
    }

    @AfterAll
    static void stop() {
        browsers.close();
        server.close();
    }

    @Test
    void the_summary_shows_what_the_plan_costs_and_keeps() {
        window.open("/plans/1");
        assertThat(window.page.locator("h1")).containsText("Sample estate");
        assertThat(window.texts(".kpi b").getFirst()).matches("USD [\\d,]+(\\.\\d\\d)?");
        assertThat(window.texts("#classes, #providers")).hasSize(2);
        assertThat(window.texts(".legend .tier")).containsExactly("Edge", "Regional", "Central");
    }

    @Test
    void a_placement_explains_its_latency_its_cost_and_its_alternatives() {
        window.open("/plans/1/placements?sort=-cost");
        window.page.locator("tbody th a").first().click();
        assertThat(window.page).hasURL(Pattern.compile("/plans/1/explanation\\?slice="));

        var shown = amount(window.texts("[aria-labelledby=cost] tfoot td.num").getFirst());
        var sum = window.texts("[aria-labelledby=cost] tbody td.num").stream()
                .map(SampleEstateBrowserIT::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(shown).isPositive();
        assertThat(window.texts("[aria-labelledby=latency] tbody th")).hasSizeGreaterThan(2);
        assertThat(window.texts("#alternatives, #ruled-out")).isNotEmpty();
    }

    @Test
    void the_map_has_a_mark_and_a_row_for_each_site() {
        window.open("/plans/1");
        window.click(AriaRole.LINK, "Map");
        int sites = window.page.locator("[aria-labelledby=sites] tbody tr").count();
        assertThat(sites).isGreaterThan(3);
        assertThat(window.page.locator(".map g.site").count()).isEqualTo(sites);
        assertThat(window.page.locator(".map .flows path").count())
                .isEqualTo(
                        window.page.locator("[aria-labelledby=flows] tbody tr").count());
    }

    @Test
    void placements_are_filtered_and_sorted_by_what_the_reader_chooses() {
        window.open("/plans/1/placements");
        window.page.selectOption("#tier", "EDGE");
        window.click(AriaRole.BUTTON, "Filter");
        assertThat(window.page).hasURL(Pattern.compile("tier=EDGE"));
        assertThat(window.texts("tbody .tier")).isNotEmpty().containsOnly("Edge");

        window.click(AriaRole.LINK, "USD / month");
        assertThat(window.texts("[aria-sort=ascending]")).containsExactly("USD / month");
        var costs = window.texts("tbody td.num:last-child").stream()
                .map(SampleEstateBrowserIT::amount)
                .toList();
        assertThat(costs).isSorted();
        assertThat(window.texts("tbody .tier")).containsOnly("Edge");
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text.replaceAll("[^\\d.]", ""));
    }
}
