package org.tierwise.web;

import java.nio.file.Path;

/**
 * What the command line decides.
 *
 * @param port TCP port on the loopback address, 0 for any free one
 * @param dataFolder where the database, the sign-in link and logs live
 * @param databaseUrl JDBC URL of a PostgreSQL database; empty means an H2 file in the data folder
 * @param openBrowser whether to open the sign-in link when there is a desktop
 */
public record Settings(int port, Path dataFolder, String databaseUrl, boolean openBrowser) {
    public static final int DEFAULT_PORT = 8080;

    public Settings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "The port (" + port + ") must be 0 to 65535. Maybe use the default, " + DEFAULT_PORT + ".");
        }
    }
}
