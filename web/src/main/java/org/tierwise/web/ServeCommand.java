package org.tierwise.web;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tierwise.web.account.OidcProvider;
import org.tierwise.web.cli.DataOptions;
import org.tierwise.web.cli.Version;
import org.tierwise.web.http.AddressRange;
import org.tierwise.web.http.PublicAddress;
import org.tierwise.web.log.LogFormat;
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

    private static final String OIDC_SECRET = "TIERWISE_OIDC_SECRET";

    private final Serving serving;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "TCP port (default: ${DEFAULT-VALUE}).")
    private int port = Settings.DEFAULT_PORT;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How others reach it, https://tierwise.example.com. Needs an operator's account, and TLS or a"
                    + " trusted proxy.")
    private @Nullable String publicUrl;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "IP address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 for all. Needs --public-url.")
    private String bind = Settings.Listen.LOOPBACK;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            description = "A proxy that speaks TLS and says in X-Forwarded-For who asks: 127.0.0.1 or 10.0.0.0/8."
                    + " Repeatable.")
    private List<String> proxies = new ArrayList<>();

    @Option(
            names = "--tls-certificate",
            paramLabel = "PEM",
            description = "Certificate, then those between it and the root.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "Its private key, PKCS#8, not encrypted.")
    private @Nullable Path key;

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "An OpenID provider at which people may sign in.")
    private @Nullable String oidcIssuer;

    @Option(names = "--oidc-client", paramLabel = "ID", description = "Client id of this installation at the provider.")
    private @Nullable String oidcClient;

    @Option(
            names = "--oidc-secret-file",
            paramLabel = "FILE",
            description = "File with the secret of that client, as a vault, systemd or a container hands it over"
                    + " (default: the environment variable " + OIDC_SECRET + ").")
    private @Nullable Path oidcSecretFile;

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
            description = "Let programs on this machine read /metrics without a session (default: operators).")
    private boolean metricsOpen;

    @Option(
            names = "--no-runs",
            description = "Serve pages only, so that no search slows them down: other instances on the same database do"
                    + " the runs. Needs --database.")
    private boolean noRuns;

    ServeCommand(Serving serving) {
        this.serving = serving;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw usage("The port (" + port + ") must be 0 to 65535.");
        }
        if (minFreeMegabytes < Settings.Operations.DEFAULT.minFreeMegabytes()) {
            throw usage("The space to keep free (" + minFreeMegabytes + " MB) must not be negative.");
        }
        if (noRuns && data.databaseUrl().isEmpty()) {
            throw usage("--no-runs needs --database: nobody else could do the runs of the embedded database.");
        }
        logFormat.use();
        var operations = new Settings.Operations(minFreeMegabytes, logFormat, metricsOpen, !noRuns);
        return serving.serve(new Settings(listen(), data.folder(), data.databaseUrl(), !noBrowser, oidc(), operations));
    }

    private Settings.Listen listen() {
        var tls = certificate == null && key == null
                ? Optional.<Tls>empty()
                : Optional.of(new Tls(required(certificate, "--tls-certificate"), required(key, "--tls-key")));
        var trusted = proxies.stream().map(this::range).toList();
        var address = new PublicAddress(publicUrl == null ? null : url(publicUrl), trusted, tls.isPresent());
        var listen = new Settings.Listen(bind, port, address, tls);
        if (!bind.matches("[0-9a-fA-F.:]+")) {
            throw usage("The address (" + bind + ") must be an IP address of this machine, such as 0.0.0.0 for all.");
        }
        if (!listen.isLoopback() && !address.isPublic()) {
            throw usage("Listening on " + bind + " opens Tierwise to others. Say with --public-url how they reach it,"
                    + " such as https://tierwise.example.com, or leave out --bind.");
        }
        if (address.isPublic() && tls.isEmpty() && trusted.isEmpty()) {
            throw usage(
                    "Tierwise does not serve others without TLS: passwords and plans would travel in the clear. Give"
                            + " --tls-certificate and --tls-key, or --trusted-proxy with the address of the proxy that speaks"
                            + " TLS.");
        }
        if (tls.isEmpty() && !trusted.stream().allMatch(AddressRange::isLoopback)) {
            throw usage(
                    "A proxy on another machine must reach Tierwise by TLS too: what it passes on would travel in the"
                            + " clear. Give --tls-certificate and --tls-key, or run the proxy on this machine.");
        }
        return listen;
    }

    private Path required(@Nullable Path file, String option) {
        if (file == null) {
            throw usage("TLS needs both --tls-certificate and --tls-key; " + option + " is missing.");
        }
        return file;
    }

    private AddressRange range(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage("--trusted-proxy " + e.getMessage());
        }
    }

    private URI url(String text) {
        try {
            var url = new URI(text.strip().replaceFirst("/$", ""));
            boolean local = url.getHost() != null && url.getHost().matches("127\\..*|localhost|\\[::1]");
            boolean secure = "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && local;
            if (secure
                    && url.getHost() != null
                    && url.getPath().isEmpty()
                    && url.getUserInfo() == null
                    && url.getQuery() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw usage("The public URL (" + text + ") cannot be read: " + e.getMessage());
        }
        throw usage("The public URL (" + text + ") must be https:// and a name, with a port if it is not 443, and"
                + " nothing after it.");
    }

    private Optional<OidcProvider> oidc() {
        if (oidcIssuer == null && oidcClient == null && oidcSecretFile == null) {
            return Optional.empty();
        }
        var secret = oidcSecret();
        if (oidcIssuer == null || oidcClient == null || secret == null || secret.isBlank()) {
            throw usage("Signing in elsewhere needs --oidc-issuer, --oidc-client and the secret of the client, by"
                    + " --oidc-secret-file or the environment variable " + OIDC_SECRET + ".");
        }
        try {
            var issuer = new URI(oidcIssuer.strip());
            if (issuer.getHost() == null) {
                throw usage(
                        "The issuer (" + oidcIssuer + ") must be a URL, such as https://login.example.com/realms/us.");
            }
            return Optional.of(new OidcProvider(issuer, oidcClient, secret.strip()));
        } catch (URISyntaxException e) {
            throw usage("The issuer (" + oidcIssuer + ") cannot be read: " + e.getMessage());
        }
    }

    private @Nullable String oidcSecret() {
        if (oidcSecretFile == null) {
            return System.getenv(OIDC_SECRET);
        }
        try {
            var secret = Files.readString(oidcSecretFile);
            if (secret.isBlank()) {
                throw usage(
                        "The file of --oidc-secret-file (" + oidcSecretFile + ") is empty; it must hold the secret.");
            }
            return secret;
        } catch (IOException e) {
            throw usage("The file of --oidc-secret-file (" + oidcSecretFile + ") cannot be read. Maybe the path is"
                    + " mistyped, or its permissions keep Tierwise out.");
        }
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
