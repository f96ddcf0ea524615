package org.tierwise.catalog;

/**
 * Whether the database answers.
 *
 * @param usable false: nothing can be read or written; pages should answer 503
 * @param message one sentence for people; empty while usable
 */
public record Health(boolean usable, String message) {
    static final Health GOOD = new Health(true, "");
}
