package org.tierwise.solver.problem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a canonical text of records: component names and values in their declared order, every text with its
 * length before it, so that no two different inputs share a text.
 */
final class CanonicalHash {
    private CanonicalHash() {}

    static String of(Object... parts) {
        var text = new StringBuilder("tierwise.problem/1");
        for (var part : parts) {
            append(text, part);
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append('-');
            case Record data -> appendRecord(text, data);
            case List<?> list -> {
                text.append('[').append(list.size());
                list.forEach(item -> append(text, item));
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('{').append(map.size());
                map.forEach((key, item) -> {
                    append(text, key);
                    append(text, item);
                });
                text.append('}');
            }
            case Enum<?> constant -> appendText(text, constant.name());
            default -> appendText(text, value.toString());
        }
    }

    private static void appendRecord(StringBuilder text, Record data) {
        text.append(data.getClass().getSimpleName()).append('(');
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            text.append(component.getName()).append('=');
            try {
                append(text, component.getAccessor().invoke(data));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("The record (" + data.getClass() + ") cannot be read.", e);
            }
        }
        text.append(')');
    }

    private static void appendText(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value);
    }
}
