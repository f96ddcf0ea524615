package org.tierwise.catalog;

import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The address of a database server. One on another machine is reached by TLS with a certificate that this Java trusts and
 * that names the server, unless the address itself says which sslmode it wants; the modes that fall back to plain text are
 * refused there, because passwords and plans go this way.
 */
final class PostgresUrl {
    private static final String VERIFIED = "sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";
    private static final Set<String> SAFE = Set.of("require", "verify-ca", "verify-full");

    private PostgresUrl() {}

    /**
     * The address to connect to.
     *
     * @throws StorageException if it cannot be read, or asks for plain text beyond this machine
     */
    static String secured(String url) {
        var read = Driver.parseURL(url, null);
        if (read == null) {
            throw new StorageException(
                    "The database URL cannot be read. Write jdbc:postgresql://host/name?user=…&password=…", null);
        }
        if (isLocal(String.valueOf(PGProperty.PG_HOST.getOrDefault(read)))) {
            return url;
        }
        var mode = PGProperty.SSL_MODE.getOrNull(read);
        if (mode == null) {
            return url + (url.contains("?") ? "&" : "?") + VERIFIED;
        }
        if (!SAFE.contains(mode)) {
            throw new StorageException(
                    "The database is on another machine, and sslmode=" + mode
                            + " would send passwords and plans there in"
                            + " the clear. Leave sslmode out, or say verify-full.",
                    null);
        }
        return url;
    }

    /** All hosts of the list are this machine. */
    private static boolean isLocal(String hosts) {
        for (var host : hosts.split(",")) {
            var name = host.strip().replaceAll("[\\[\\]]", "");
            if (!name.equals("localhost") && !name.equals("::1") && !name.matches("127(\\.\\d{1,3}){3}")) {
                return false;
            }
        }
        return true;
    }
}
