package org.tierwise.web;

import java.nio.file.Path;
import java.util.Optional;
import org.tierwise.catalog.DiskGuard;
import org.tierwise.web.account.OidcProvider;
import org.tierwise.web.http.PublicAddress;
import org.tierwise.web.log.LogFormat;

/**
 * What the command line decides.
 *
 * @param listen where the server listens and under which name
 * @param dataFolder where the database, the keys, the sign-in link and logs live
 * @param databaseUrl JDBC URL of a PostgreSQL database; empty means an H2 file in the data folder
 * @param openBrowser whether to open the sign-in link when there is a desktop
 * @param oidc where people may sign in instead of here
 * @param operations how it is watched
 */
public record Settings(
        Listen listen,
        Path dataFolder,
        String databaseUrl,
        boolean openBrowser,
        Optional<OidcProvider> oidc,
        Operations operations) {
    public static final int DEFAULT_PORT = 8080;

    /**
     * How it is watched.
     *
     * @param minFreeMegabytes of disk that stay free; 0 for no such guard; negative for the usual reserve
     * @param logFormat of the lines on standard error
     * @param metricsOpen whether programs on this machine read the metrics without a session
     * @param runs whether this instance does runs; otherwise it leaves them to others on the same database
     */
    public record Operations(long minFreeMegabytes, LogFormat logFormat, boolean metricsOpen, boolean runs) {
        public static final Operations DEFAULT = new Operations(-1, LogFormat.TEXT, false, true);
        private static final long MEGABYTE = 1024L * 1024;

        DiskGuard guard(Path folder) {
            return minFreeMegabytes < 0 ? DiskGuard.of(folder) : DiskGuard.keeping(folder, minFreeMegabytes * MEGABYTE);
        }
    }

    /**
     * Where the server listens.
     *
     * @param bind IP address of this machine, or 0.0.0.0 for all of them
     * @param port TCP port, 0 for any free one
     * @param tls certificate and key, if the server itself speaks TLS
     */
    public record Listen(String bind, int port, PublicAddress address, Optional<Tls> tls) {
        public static final String LOOPBACK = "127.0.0.1";

        public Listen {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(
                        "The port (" + port + ") must be 0 to 65535. Maybe use the default, " + DEFAULT_PORT + ".");
            }
        }

        /** Only for people at this machine. */
        public static Listen local(int port) {
            return new Listen(LOOPBACK, port, PublicAddress.local(), Optional.empty());
        }

        /** How this machine reaches the server. */
        String url(int openPort) {
            var host = bind.equals("0.0.0.0") || bind.equals("::") ? LOOPBACK : bind;
            return (tls.isPresent() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                    + openPort;
        }

        public boolean isLoopback() {
            return bind.equals("::1") || bind.startsWith("127.");
        }
    }

    Settings(Listen listen, Path dataFolder, String databaseUrl, boolean openBrowser, Optional<OidcProvider> oidc) {
        this(listen, dataFolder, databaseUrl, openBrowser, oidc, Operations.DEFAULT);
    }

    /** For people at this machine, who sign in by the link or here. */
    public static Settings local(int port, Path dataFolder, String databaseUrl, boolean openBrowser) {
        return new Settings(
                Listen.local(port), dataFolder, databaseUrl, openBrowser, Optional.empty(), Operations.DEFAULT);
    }

    /** The same, watched in another way. */
    Settings watched(Operations by) {
        return new Settings(listen, dataFolder, databaseUrl, openBrowser, oidc, by);
    }
}
