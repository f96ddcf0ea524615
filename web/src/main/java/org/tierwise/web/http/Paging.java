package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param number from 1
 * @param size rows a page: 50, 100 or 200
 */
public record Paging(int number, int size) {
    private static final Set<Integer> SIZES = Set.of(50, 100, 200);

    /** Reads {@code page} and {@code size} of the URL; nonsense means the first page of 50. */
    public static Paging of(Context ctx) {
        int size = positive(ctx.queryParam("size"), 50);
        return new Paging(positive(ctx.queryParam("page"), 1), SIZES.contains(size) ? size : 50);
    }

    public int offset() {
        return (number - 1) * size;
    }

    private static int positive(@Nullable String text, int fallback) {
        return text != null && text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : fallback;
    }
}
