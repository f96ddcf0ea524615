package org.tierwise.catalog.activity;

import org.jspecify.annotations.Nullable;

/**
 * What an object was, as JSON.
 *
 * @param before missing if it was created, or if there is nothing to keep
 * @param after missing if it was deleted, or if there is nothing to keep
 */
public record ActivityDocuments(
        @Nullable String before, @Nullable String after) {
    public static final ActivityDocuments NONE = new ActivityDocuments(null, null);
}
