package org.tierwise.catalog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes in pieces that fit into one column: H2 holds at most 1 MiB in the binary type that both databases know. */
public final class Pieces {
    private static final int SIZE = 512 * 1024;

    private Pieces() {}

    /** At least one piece, so that nothing and empty can be told apart. */
    public static List<byte[]> split(byte[] bytes) {
        var pieces = new ArrayList<byte[]>();
        int from = 0;
        do {
            int to = Math.min(bytes.length, from + SIZE);
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        } while (from < bytes.length);
        return pieces;
    }

    public static byte[] join(List<byte[]> pieces) {
        var joined = new ByteArrayOutputStream();
        pieces.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
