package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An inventory file the whole way in a real browser: checked, stored, solved, and taken home as a workbook. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportBrowserIT {
    private static final String SAMPLE = "/sample/acme-manufacturing-inventory.csv";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static Browsers browsers;
    private static Browsers.Window window;
    private static Path inventory;

    @BeforeAll
    static void start() throws IOException {
        inventory = folder.resolve("acme.csv");
        try (var in = ImportBrowserIT.class.getResourceAsStream(SAMPLE)) {
            Files.copy(Objects.requireNonNull(in), inventory);
        }
        server = TestServer.start(folder.resolve("data"));
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
    @Order(1)
    void a_dry_run_stores_nothing_and_its_confirmation_stores_all_accepted_rows() {
        window.open("/");
        window.click(AriaRole.LINK, "Import your inventory");
        window.page.setInputFiles("#file", inventory);
        window.click(AriaRole.BUTTON, "Check the file");
        assertThat(window.page.locator("main")).containsText("Nothing is stored yet");
        var dryRun = window.page.url();
        window.open("/workloads");
        assertThat(window.page.locator("main")).containsText("There are no workloads yet");

        window.page.navigate(dryRun);
        var confirm = window.page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Store \\d+ workloads")));
        int stored = Integer.parseInt(confirm.innerText().replaceAll("\\D", ""));
        confirm.click();
        assertThat(window.page.locator(".notice.ok")).containsText("Stored: " + stored);
        window.click(AriaRole.LINK, "See the workloads");
        assertThat(window.page.locator("caption")).hasText("Workloads (" + stored + ")");
    }

    @Test
    @Order(2)
    void the_stored_workloads_are_solved_and_the_workbook_carries_the_cost_of_the_screen() throws IOException {
        window.open("/plans");
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Solve a new plan"))
                .first()
                .click();
        window.page.fill("#seconds", "2");
        window.page
                .getByLabel("Leave these out; the plan lists them as not placed")
                .check();
        window.click(AriaRole.BUTTON, "Solve");
        window.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open plan 1"))
                .click(new Locator.ClickOptions().setTimeout(60_000));

        window.click(AriaRole.LINK, "Bill of materials");
        var shown = new BigDecimal(window.texts("tfoot td.num").getLast().replaceAll("[^\\d.]", ""));
        window.click(AriaRole.LINK, "Export");
        var download = window.page.waitForDownload(
                () -> window.page.locator("a[download][href$='.xlsx']").click());
        var file = folder.resolve("plan.xlsx");
        download.saveAs(file);

        assertThat(shown).isPositive();
        try (var in = Files.newInputStream(file);
                var workbook = new ReadableWorkbook(in);
                var rows = workbook.findSheet("Summary").orElseThrow().openStream()) {
            var total = rows.filter(row -> text(row, 0).equals("Sum of Placements"))
                    .map(row -> row.getCellAsNumber(3).orElseThrow())
                    .toList();
            assertThat(total).singleElement().isEqualTo(shown);
        }
    }

    private static String text(Row row, int column) {
        return row.getCellCount() > column && row.getCell(column) != null
                ? row.getCell(column).getText()
                : "";
    }

    @Test
    @Order(3)
    void the_same_file_again_changes_nothing() {
        window.open("/imports");
        window.page.setInputFiles("#file", inventory);
        window.click(AriaRole.BUTTON, "Check the file");
        assertThat(window.page.locator("main")).containsText("This file changes nothing");
        assertThat(window.page.locator("main")).containsText("The same file was imported on");
        assertThat(window.texts("main button")).isEmpty();
    }

    @Test
    @Order(4)
    void a_file_that_is_no_inventory_is_refused_with_a_message_that_helps() {
        window.open("/imports");
        window.page.setInputFiles(
                "#file", new FilePayload("odd.csv", "text/csv", "foo,bar\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        window.click(AriaRole.BUTTON, "Check the file");
        var alert = window.page.locator("[role=alert]");
        assertThat(alert).containsText("foo");
        assertThat(alert).containsText("name");
        assertThat(window.newFaults()).allMatch(fault -> fault.contains("responded with a status of 422"));
        assertThat(window.texts("tbody th")).doesNotContain("odd.csv");
    }
}
