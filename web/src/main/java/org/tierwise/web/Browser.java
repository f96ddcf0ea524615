package org.tierwise.web;

import java.io.IOException;
import java.util.List;

/** Opens a page in the user's browser, if there is a desktop. Failing to is no error: the link is on the console. */
final class Browser {
    private Browser() {}

    static void open(String url) {
        var system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        if (system.startsWith("mac")) {
            run(List.of("open", url));
        } else if (system.startsWith("windows")) {
            run(List.of("rundll32", "url.dll,FileProtocolHandler", url));
        } else if (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
            run(List.of("xdg-open", url));
        }
    }

    // A program of the system instead of java.awt.Desktop, which would load the whole toolkit and keep its thread.
    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            System.err.println("No browser could be opened: " + e.getMessage());
        }
    }
}
