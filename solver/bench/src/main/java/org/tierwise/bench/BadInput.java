package org.tierwise.bench;

/** What the user gave cannot be used; the message names the file, the line and the value, or the part of a spec. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadInput(String message) {
        super(message);
    }
}
