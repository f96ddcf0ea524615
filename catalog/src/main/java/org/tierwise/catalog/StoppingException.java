package org.tierwise.catalog;

import org.jspecify.annotations.Nullable;

/** The database was closed on purpose, because Tierwise is stopping. Late callers meet it; it is no fault. */
public final class StoppingException extends StorageException {
    private static final long serialVersionUID = 1;

    StoppingException(@Nullable Throwable cause) {
        super("The database is closed because Tierwise is stopping.", cause);
    }
}
