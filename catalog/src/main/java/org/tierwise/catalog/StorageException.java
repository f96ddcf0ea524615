package org.tierwise.catalog;

import org.jspecify.annotations.Nullable;

/** The database cannot be opened, read or written just now. The message is for people and names the remedy. */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
