package org.tierwise.catalog.activity;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, and through what.
 *
 * @param name of the person, or of the part of Tierwise that acted by itself
 * @param via what was signed in with: a session or a token, by a name that opens nothing; missing if there was none
 * @param clientIp address that the request came from; missing if there was no request
 */
public record Actor(
        String name, @Nullable String via, @Nullable String clientIp) {
    /** What Tierwise does by itself. */
    public static final Actor TIERWISE = named("tierwise");

    /** Of whom no more is known than the name: whoever asked for a job that ends later. */
    public static Actor named(String name) {
        return new Actor(name, null, null);
    }
}
