package org.tierwise.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.account.Totp;
import org.tierwise.web.account.People;

/** From the sign-in link of the first start to a colleague with a second factor, in two browsers. */
class AccountBrowserIT {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    private TestServer server;
    private Browsers browsers;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, clock);
        browsers = new Browsers();
    }

    @AfterEach
    void stop() {
        browsers.close();
        server.close();
    }

    private static void look(Browsers.Window window, String name) {
        window.checkInEveryShape();
        if (Boolean.getBoolean("shoot")) {
            window.shoot(name);
        }
    }

    @Test
    void a_colleague_is_invited_and_protects_the_account() {
        var owner = browsers.windowOf(server);
        owner.open("/accounts");
        owner.page.fill("#f-email", "op@example.com");
        owner.page.fill("#f-name", "Olga Operator");
        owner.page.fill("#f-new-password", "password1234");
        owner.click(AriaRole.BUTTON, "Create account");
        assertThat(owner.page.locator("#e-new-password")).containsText("among the first that are guessed");
        owner.page.fill("#f-new-password", People.PASSWORD);
        owner.click(AriaRole.BUTTON, "Create account");
        assertThat(owner.page.locator("[role=status]").first()).hasText("Created.");
        look(owner, "accounts");

        owner.open("/members");
        owner.page.fill("#f-email", "ada@bank.example");
        owner.page.getByLabel("Editor").check();
        owner.click(AriaRole.BUTTON, "Make invitation link");
        var link = owner.page.locator(".notice code").innerText();
        look(owner, "members");

        var ada = browsers.window(Browsers.WIDE, ColorScheme.LIGHT, true).at(server);
        ada.page.navigate(link);
        look(ada, "invitation");
        ada.page.fill("#f-name", "Ada Lovelace");
        ada.page.fill("#f-new-password", People.PASSWORD);
        ada.click(AriaRole.BUTTON, "Create account and join");
        assertThat(ada.page.locator("nav .foot")).containsText("Ada Lovelace");

        ada.open("/account/second-factor");
        look(ada, "second-factor");
        var secret = ada.page.locator("section code").innerText().replace(" ", "");
        ada.page.fill("#f-code", Totp.code(secret, clock.nextStep()));
        ada.page.fill("#p-setup", People.PASSWORD);
        ada.click(AriaRole.BUTTON, "Switch on");
        assertThat(ada.page.locator(".codes li")).hasCount(10);
        look(ada, "codes");
        ada.click(AriaRole.LINK, "I kept them");
        look(ada, "account");
        ada.open("/tokens");
        ada.page.fill("#f-name", "nightly export");
        ada.click(AriaRole.BUTTON, "Make token");
        assertThat(ada.page.locator(".notice code")).containsText("tw_");
        look(ada, "tokens");
        ada.page.locator("nav").getByRole(AriaRole.BUTTON).click();

        look(ada, "sign-in");
        ada.page.fill("#email", "ada@bank.example");
        ada.page.fill("#password", People.PASSWORD);
        ada.click(AriaRole.BUTTON, "Sign in");
        assertThat(ada.page.locator("h1")).hasText("Second factor");
        look(ada, "code");
        ada.page.fill("#code", Totp.code(secret, clock.nextStep()));
        ada.click(AriaRole.BUTTON, "Sign in");
        assertThat(ada.page.locator("nav .foot")).containsText("Ada Lovelace");

        owner.open("/workspaces");
        owner.page.fill("#f-name", "Second estate");
        owner.click(AriaRole.BUTTON, "Create");
        look(owner, "workspaces");
        assertThat(owner.page.locator(".side .workspace").first()).containsText("Second estate");
        ada.open("/workspaces");
        assertThat(Objects.requireNonNull(ada.page.locator("table").innerText()))
                .doesNotContain("Second estate");
        ada.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Workloads"))
                .click();
        assertThat(owner.newFaults()).allMatch(fault -> fault.contains("status of 422"));
        assertThat(ada.newFaults()).isEmpty();
    }
}
