package org.tierwise.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 in lower-case hex. */
public final class Digest {
    private Digest() {}

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** For bytes that come one after the other. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Of the text in UTF-8. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Of several fields under the name of their form. Each field is one byte (0 missing, 1 present), then its length in
     * bytes as four bytes, then its text in UTF-8. So no two different rows share an encoding: neither can text move
     * from one field to the next, nor is a missing field an empty one.
     */
    public static String ofFields(String form, @Nullable Object... fields) {
        var digest = sha256();
        put(digest, form);
        for (var field : fields) {
            put(digest, field);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void put(MessageDigest digest, @Nullable Object field) {
        if (field == null) {
            digest.update((byte) 0);
            return;
        }
        var bytes = field.toString().getBytes(StandardCharsets.UTF_8);
        digest.update((byte) 1);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
