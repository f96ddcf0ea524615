package org.tierwise.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's Chromium, driven by Playwright, that notes everything a page must not do. */
final class Browsers implements AutoCloseable {
    /** CSS pixels of a desktop window and of a telephone. */
    static final int WIDE = 1280;

    static final int NARROW = 400;

    /** What is expected may take so long: other tests run beside, on a machine that may be small. */
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    Browsers() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(Optional.ofNullable(System.getenv("TIERWISE_CHROMIUM"))
                                .orElse("/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A wide, light window with JavaScript, signed in to a server. */
    Window windowOf(TestServer server) {
        return window(WIDE, ColorScheme.LIGHT, true).signedIn(server);
    }

    /** A browser window of its own: no cookie is shared with another. */
    Window window(int width, ColorScheme scheme, boolean javaScript) {
        return new Window(browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(javaScript)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** A window and the list of what went wrong in it. */
    static final class Window implements AutoCloseable {
        final Page page;
        final List<String> faults = new ArrayList<>();
        private final BrowserContext context;
        private String origin = "";

        Window(BrowserContext context) {
            this.context = context;
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    faults.add("console on " + page.url() + ": " + message.text());
                }
            });
            // A violation that a page provokes without a word in the console is one too.
            page.addInitScript("document.addEventListener('securitypolicyviolation', (e) =>"
                    + " console.error('securitypolicyviolation', e.violatedDirective, e.blockedURI, e.sample))");
            page.onDialog(dialog -> {
                faults.add("dialog on " + page.url() + ": " + dialog.message());
                dialog.dismiss();
            });
            page.onPageError(error -> faults.add("error on " + page.url() + ": " + error));
            page.onRequest(request -> {
                var uri = URI.create(request.url());
                if (!"127.0.0.1".equals(uri.getHost()) && !"data".equals(uri.getScheme())) {
                    faults.add("request to another host: " + request.url());
                }
            });
        }

        /** Signs in by the link that the server printed. */
        Window signedIn(TestServer server) {
            origin = server.origin();
            page.navigate(server.signInUrl());
            return this;
        }

        /** Looks at a server without signing in. */
        Window at(TestServer server) {
            origin = server.origin();
            return this;
        }

        /** Shows a page of the server that {@link #signedIn} or {@link #at} chose. */
        void open(String path) {
            page.navigate(origin + path);
        }

        /** Clicks the link or the button with these words; there must be one of them. */
        void click(AriaRole role, String words) {
            page.getByRole(role, new Page.GetByRoleOptions().setName(words).setExact(true))
                    .click();
        }

        /** The text of every element, as a reader sees it. */
        List<String> texts(String selector) {
            return page.locator(selector).allInnerTexts().stream()
                    .map(String::strip)
                    .toList();
        }

        /**
         * Notes what is wrong with the page that is shown, wide and narrow, in light and in dark. Dark differs from
         * light in nothing but colours, and narrow from wide in none, so only the rules about colours look twice, and wide;
         * a narrow window is looked at with the rules that its width can break.
         */
        void checkInEveryShape() {
            for (int width : List.of(WIDE, NARROW)) {
                page.setViewportSize(width, 900);
                if (width == WIDE) {
                    dress(ColorScheme.DARK);
                    check(new AxeBuilder(page).withRules(List.of("color-contrast", "link-in-text-block")));
                    dress(ColorScheme.LIGHT);
                }
                if (width == WIDE) {
                    checkAccessibility();
                } else {
                    check(new AxeBuilder(page).withRules(List.of("scrollable-region-focusable", "color-contrast")));
                }
                checkThatNothingSticksOut();
            }
        }

        /** Pictures of the page for whoever changes it, wide and narrow, light and dark; kept in the build folder. */
        void shoot(String name) {
            for (int width : List.of(WIDE, NARROW)) {
                for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                    page.setViewportSize(width, 900);
                    dress(scheme);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target", name + "-" + width + "-" + scheme + ".png")));
                }
            }
            page.setViewportSize(WIDE, 900);
        }

        private void dress(ColorScheme scheme) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }

        private void checkThatNothingSticksOut() {
            var beyond = page.evaluate("""
                    () => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
                      ["" + document.documentElement.scrollWidth, ...[...document.querySelectorAll("body *")]
                        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
                        .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))]""");
            if (beyond instanceof List<?> elements && !elements.isEmpty()) {
                faults.add("wider than " + page.viewportSize().width + " px, " + page.url() + ": " + elements);
            }
        }

        /** What went wrong since the last call. */
        List<String> newFaults() {
            var found = List.copyOf(faults);
            faults.clear();
            return found;
        }

        /** Notes what axe-core has against the page that is shown. */
        void checkAccessibility() {
            check(new AxeBuilder(page));
        }

        private void check(AxeBuilder axe) {
            // There are no frames, so one run says all; the other way opens a page of its own for each look.
            for (var violation : axe.setLegacyMode(true).analyze().getViolations()) {
                faults.add("axe on " + page.url() + " at " + page.viewportSize().width + " px: " + violation.getId()
                        + ", " + violation.getHelp() + ": "
                        + violation.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .toList());
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
