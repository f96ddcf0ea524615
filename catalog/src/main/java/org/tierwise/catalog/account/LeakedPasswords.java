package org.tierwise.catalog.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.tierwise.catalog.Digest;

/**
 * Passwords of at least 12 characters that leaked elsewhere and are tried early (ASVS 6.2.4), as beginnings of their
 * hashes; where they come from stands in {@code passwords/SOURCE.md}.
 */
final class LeakedPasswords {
    private static final String FILE = "/passwords/leaked-passwords.bin";

    private LeakedPasswords() {}

    /** Read once, at the first new password. */
    private static final class Kept {
        static final long[] HASHES = read();
    }

    /** Without regard to case. */
    static boolean contains(String password) {
        var hash = HexFormat.of().parseHex(Digest.sha256(password.toLowerCase(Locale.ROOT)));
        return Arrays.binarySearch(Kept.HASHES, signed(ByteBuffer.wrap(hash).getLong())) >= 0;
    }

    private static long[] read() {
        try (var in = LeakedPasswords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The file " + FILE + " is missing in the program.");
            }
            var numbers = ByteBuffer.wrap(in.readAllBytes()).asLongBuffer();
            var hashes = new long[numbers.remaining()];
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = signed(numbers.get(i));
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + FILE + " cannot be read.", e);
        }
    }

    /** The file is in the order of unsigned numbers; this is the same order of signed ones. */
    private static long signed(long unsigned) {
        return unsigned ^ Long.MIN_VALUE;
    }
}
