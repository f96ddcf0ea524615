package org.tierwise.catalog.backup;

import java.nio.charset.StandardCharsets;

/**
 * Writes one row as one line of JSON, always in the same bytes. Written by hand because a database may hold half of a
 * surrogate pair, which the writers of JSON refuse; here it is escaped and comes back as it was.
 */
final class JsonLine {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(512);

    void begin() {
        text.setLength(0);
        text.append('{');
    }

    void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        text(name);
        text.append(':');
    }

    void literal(String value) {
        text.append(value);
    }

    void text(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                text.append(c).append(value.charAt(++i));
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                escape(c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    /** The whole line with its end. */
    byte[] end() {
        text.append("}\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
