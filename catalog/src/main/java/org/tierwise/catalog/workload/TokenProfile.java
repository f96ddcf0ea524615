package org.tierwise.catalog.workload;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of one call.
 *
 * @param input tokens of the prompt
 * @param output tokens of the answer
 * @param context the longest context in tokens
 * @param sharedPrefix fraction of the prompt found in the prefix cache, 0 to 0.95
 */
public record TokenProfile(
        @Nullable Integer input,
        @Nullable Integer output,
        @Nullable Integer context,
        double sharedPrefix) {
    public static final TokenProfile NONE = new TokenProfile(null, null, null, 0);
}
