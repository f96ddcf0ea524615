package org.tierwise.catalog;

import java.io.IOException;
import java.nio.file.Path;

/** What takes the place of a database file, and how the old one is kept. Nobody else uses either meanwhile. */
public interface FileExchange {
    /**
     * Makes the new file.
     *
     * @param workshop an empty folder on the same file system
     * @return the closed file, in that folder
     */
    Path make(Path workshop) throws IOException;

    /** Keeps what the old file holds. If it throws, the old file stays. Not called if there is none. */
    void keep(TxContext old) throws IOException;

    /** Keeps an old file that cannot be opened. */
    void keepUnreadable(Path old, Exception reason) throws IOException;
}
