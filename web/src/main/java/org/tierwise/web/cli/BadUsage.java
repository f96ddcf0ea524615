package org.tierwise.web.cli;

/** Bad input or usage: told in one line, exit code 2. */
public final class BadUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadUsage(String message) {
        super(message);
    }
}
