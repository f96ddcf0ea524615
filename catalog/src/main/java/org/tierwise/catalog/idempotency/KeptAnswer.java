package org.tierwise.catalog.idempotency;

import org.jspecify.annotations.Nullable;

/** The answer to a request as it was sent, for whoever asks again. */
public record KeptAnswer(
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String etag,
        byte[] body) {}
