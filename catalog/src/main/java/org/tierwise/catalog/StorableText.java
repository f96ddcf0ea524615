package org.tierwise.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as both databases give it back unchanged: PostgreSQL stores no NUL, and half a surrogate pair has no UTF-8. The
 * hash is made over what is stored, so it must be the same text before and after.
 */
public final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** At most {@code max} characters. */
    public static String of(String text, int max) {
        var sound = sound(text);
        return sound.length() <= max ? sound : sound.substring(0, boundary(sound, max));
    }

    /** At most {@code max} characters, if there is a text. */
    public static @Nullable String ofNullable(@Nullable String text, int max) {
        return text == null ? null : of(text, max);
    }

    /** At any length. */
    public static String sound(String text) {
        var sound = new StringBuilder(text);
        for (int i = 0; i < sound.length(); i++) {
            char c = sound.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < sound.length()
                    && Character.isLowSurrogate(sound.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == '\0' || Character.isSurrogate(c)) {
                sound.setCharAt(i, REPLACEMENT);
            }
        }
        return sound.toString();
    }

    /** Parts of at most {@code max} characters, at least one; no character is cut in two. */
    public static List<String> parts(String text, int max) {
        var parts = new ArrayList<String>();
        int from = 0;
        do {
            int to = text.length() - from <= max
                    ? text.length()
                    : from + boundary(text.substring(from, from + max), max);
            parts.add(text.substring(from, to));
            from = to;
        } while (from < text.length());
        return parts;
    }

    private static int boundary(String text, int max) {
        return Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    }
}
