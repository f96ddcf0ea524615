package org.tierwise.web.http;

import org.jspecify.annotations.Nullable;

/** Another server was not asked, or did not answer as it should. The message says which and why, in one sentence. */
public final class OutgoingFetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    OutgoingFetchException(String message, @Nullable Throwable cause) {
        super(message, cause);
        status = 0;
        body = "";
    }

    OutgoingFetchException(String message, int status, String body) {
        super(message);
        this.status = status;
        this.body = body;
    }

    /** What the other server answered, such as 400; 0 if it did not. */
    public int status() {
        return status;
    }

    /** The body of an answer with another status than 200; empty if there is none. Do not show it to users. */
    public String body() {
        return body;
    }
}
