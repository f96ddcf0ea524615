package org.tierwise.catalog;

/** Another process has the embedded database open. */
public final class RunningException extends StorageException {
    private static final long serialVersionUID = 1;

    RunningException(String message) {
        super(message, null);
    }
}
