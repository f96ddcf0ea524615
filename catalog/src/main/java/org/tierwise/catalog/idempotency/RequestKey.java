package org.tierwise.catalog.idempotency;

/**
 * Names a request.
 *
 * @param actor who sent it: keys of others are other keys
 * @param key as the program chose it, 1 to 200 characters
 */
public record RequestKey(long workspaceId, String actor, String key) {
    public static final int LENGTH_MAX = 200;

    public RequestKey {
        if (key.isEmpty() || key.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("The key (" + key + ") must have 1 to " + LENGTH_MAX + " characters.");
        }
    }
}
