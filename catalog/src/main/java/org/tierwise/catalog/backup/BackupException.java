package org.tierwise.catalog.backup;

import org.jspecify.annotations.Nullable;

/** A backup cannot be made, read or put back. The message is for people and names the remedy. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
