package org.tierwise.web;

import java.util.concurrent.Callable;
import org.tierwise.web.cli.DataOptions;
import org.tierwise.web.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--no-browser", description = "Do not open the sign-in link in a browser.")
    private boolean noBrowser;

    ServeCommand(Serving serving) {
        this.serving = serving;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw usage("The port (" + port + ") must be 0 to 65535.");
        }
        return serving.serve(new Settings(port, data.folder(), data.databaseUrl(), !noBrowser));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
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
