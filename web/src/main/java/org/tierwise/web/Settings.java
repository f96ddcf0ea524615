package org.tierwise.web;

import java.nio.file.Path;
import org.tierwise.catalog.DiskGuard;
import org.tierwise.web.log.LogFormat;

/**
 * What the command line decides.
 *
 * @param port TCP port on the loopback address, 0 for any free one
 * @param dataFolder where the database, the sign-in link and logs live
 * @param databaseUrl JDBC URL of a PostgreSQL database; empty means an H2 file in the data folder
 * @param openBrowser whether to open the sign-in link when there is a desktop
 * @param operations how it is watched
 */
public record Settings(int port, Path dataFolder, String databaseUrl, boolean openBrowser, Operations operations) {
    public static final int DEFAULT_PORT = 8080;

    /**
     * How it is watched.
     *
     * @param minFreeMegabytes of disk that stay free; 0 for no such guard; negative for the usual reserve
     * @param logFormat of the lines on standard error
     * @param metricsOpen whether programs on this machine read the metrics without a session
     */
    public record Operations(long minFreeMegabytes, LogFormat logFormat, boolean metricsOpen) {
        public static final Operations DEFAULT = new Operations(-1, LogFormat.TEXT, false);
        private static final long MEGABYTE = 1024L * 1024;

        DiskGuard guard(Path folder) {
            return minFreeMegabytes < 0 ? DiskGuard.of(folder) : DiskGuard.keeping(folder, minFreeMegabytes * MEGABYTE);
        }
    }

    Settings(int port, Path dataFolder, String databaseUrl, boolean openBrowser) {
        this(port, dataFolder, databaseUrl, openBrowser, Operations.DEFAULT);
    }

    public Settings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "The port (" + port + ") must be 0 to 65535. Maybe use the default, " + DEFAULT_PORT + ".");
        }
    }
}
