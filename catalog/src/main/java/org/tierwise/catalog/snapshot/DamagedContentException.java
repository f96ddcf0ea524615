package org.tierwise.catalog.snapshot;

/** A stored content is missing or is not what was stored. */
public final class DamagedContentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedContentException(String sha256, String detail) {
        super("The kept input " + sha256 + " is damaged: " + detail
                + ". Plans of it can be shown but not solved again. Restore a backup.");
    }
}
