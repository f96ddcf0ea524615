package org.tierwise.web;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tierwise.web.cli.Version;
import org.tierwise.web.log.LogFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tierwise serve}: the web application, until it is stopped. */
@Command(
        name = "serve",
        description = "Serves the web application on this machine (the default command).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
    /** Starts the program and waits until it is told to stop. */
    interface Serving {
        int serve(Settings settings);
    }

    private final Serving serving;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "TCP port on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port = Settings.DEFAULT_PORT;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the database (default: ~/.local/share/tierwise).")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "A PostgreSQL database instead of the H2 file in the data folder.")
    private @Nullable String database;

    @Option(names = "--no-browser", description = "Do not open the sign-in link in a browser.")
    private boolean noBrowser;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text or json, one object a line, on standard error (default: text).")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--min-free-mb",
            paramLabel = "N",
            description = "Refuse changes when the disk of the data folder has less free, 0 for never "
                    + "(default: 512, or twice the size of the database if that is more).")
    private long minFreeMegabytes = Settings.Operations.DEFAULT.minFreeMegabytes();

    @Option(
            names = "--metrics-open",
            description = "Let programs on this machine read /metrics without a session (default: administrators).")
    private boolean metricsOpen;

    ServeCommand(Serving serving) {
        this.serving = serving;
    }

    @Override
    public Integer call() {
        var folder = data == null ? defaultDataFolder() : data;
        var url = database == null ? "" : database;
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            // Without the URL: it may hold a password.
            throw usage("The address after --database must begin with jdbc:postgresql:. Leave it out for the H2 file.");
        }
        if (port < 0 || port > 65_535) {
            throw usage("The port (" + port + ") must be 0 to 65535.");
        }
        if (minFreeMegabytes < Settings.Operations.DEFAULT.minFreeMegabytes()) {
            throw usage("The space to keep free (" + minFreeMegabytes + " MB) must not be negative.");
        }
        logFormat.use();
        var operations = new Settings.Operations(minFreeMegabytes, logFormat, metricsOpen);
        return serving.serve(new Settings(port, folder, url, !noBrowser, operations));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Where the XDG base directory specification puts a program's own data. */
    private static Path defaultDataFolder() {
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("tierwise");
    }

    static String[] defaulted(String[] arguments) {
        boolean bare = arguments.length == 0
                || arguments[0].startsWith("-")
                        && !java.util.Set.of("--help", "-h", "--version", "-V").contains(arguments[0]);
        if (!bare) {
            return arguments;
        }
        var all = new String[arguments.length + 1];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }
}
