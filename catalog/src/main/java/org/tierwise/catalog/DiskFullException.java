package org.tierwise.catalog;

/** The disk has too little room left, so that the change was refused or failed. Reading goes on. */
public final class DiskFullException extends StorageException {
    private static final long serialVersionUID = 1;

    DiskFullException(String message) {
        super(message, null);
    }
}
