package org.tierwise.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.tierwise.web.cli.RootCommand;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Assets;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.SessionsInMemory;
import org.tierwise.web.http.SignIn;
import org.tierwise.web.http.SignInLink;
import org.tierwise.web.http.Views;
import org.tierwise.web.overview.OverviewPages;

/** The whole program on one page: what is made of what, and the only place with a real clock. */
public final class App implements AutoCloseable {
    private final Server server;

    private App(Server server) {
        this.server = server;
    }

    public static void main(String[] arguments) {
        var line = RootCommand.with(new ServeCommand(App::serve));
        System.exit(line.execute(ServeCommand.defaulted(arguments)));
    }

    /** Makes everything and listens. */
    static App start(Settings settings, Clock clock) {
        createPrivately(settings);
        var assets = new Assets();
        var messages = new Messages();
        var link = new SignInLink(settings.dataFolder());
        var access = new Access(new SessionsInMemory());
        var handlers = new Routes.Handlers(assets, new SignIn(access, link), new OverviewPages());
        return new App(Server.start(settings.port(), new Views(assets, messages), access, link, new Routes(handlers)));
    }

    Server server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    private static int serve(Settings settings) {
        var stopped = new CountDownLatch(1);
        var app = start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            stopped.countDown();
        }));
        var url = app.server.signInUrl();
        System.out.println("Tierwise is ready. Open this link; it works once:");
        System.out.println();
        System.out.println("    " + url);
        System.out.println();
        System.out.println("Data: " + settings.dataFolder() + ". Stop with Ctrl-C.");
        if (settings.openBrowser()) {
            Browser.open(url);
        }
        try {
            stopped.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
        return 0;
    }

    /** The data folder belongs to its owner alone. */
    private static void createPrivately(Settings settings) {
        try {
            var folder = settings.dataFolder();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                var file = folder.toFile();
                boolean closed = file.setReadable(false, false)
                        & file.setWritable(false, false)
                        & file.setExecutable(false, false)
                        & file.setReadable(true, true)
                        & file.setWritable(true, true)
                        & file.setExecutable(true, true);
                if (!closed) {
                    System.err.println("The data folder " + folder + " cannot be closed to other users.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder (" + settings.dataFolder() + ") cannot be made. Maybe choose another with --data.",
                    e);
        }
    }
}
