package org.tierwise.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's Chromium, driven by Playwright, that notes everything a page must not do. */
final class Browsers implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    Browsers() {
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

        Window(BrowserContext context) {
            this.context = context;
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    faults.add("console on " + page.url() + ": " + message.text());
                }
            });
            page.onPageError(error -> faults.add("error on " + page.url() + ": " + error));
            page.onRequest(request -> {
                var uri = URI.create(request.url());
                if (!"127.0.0.1".equals(uri.getHost()) && !"data".equals(uri.getScheme())) {
                    faults.add("request to another host: " + request.url());
                }
            });
        }

        /** Notes what axe-core has against the page that is shown. */
        void checkAccessibility() {
            for (var violation : new AxeBuilder(page).analyze().getViolations()) {
                faults.add("axe on " + page.url() + ": " + violation.getId() + ", " + violation.getHelp() + ": "
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
