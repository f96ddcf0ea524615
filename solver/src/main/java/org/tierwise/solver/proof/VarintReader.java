package org.tierwise.solver.proof;

import java.nio.charset.StandardCharsets;

/** Reads what {@link VarintWriter} wrote, and trusts none of it: whatever cannot be is an IllegalArgumentException. */
final class VarintReader {
    private static final int BITS_MAX = 63;

    private final byte[] bytes;
    private final int end;
    private int at;

    VarintReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private VarintReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    long get() {
        long value = raw();
        if (value < 0) {
            throw broken("a number is too large");
        }
        return value;
    }

    long getSigned() {
        long raw = raw();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** A number of things of at least one byte each that follow, here or elsewhere in the certificate. */
    int getCount() {
        return getBelow(bytes.length + 1L);
    }

    int getBelow(long limit) {
        long value = get();
        if (value >= limit || value > Integer.MAX_VALUE) {
            throw broken("the number " + value + " must be less than " + limit);
        }
        return (int) value;
    }

    int getInt() {
        return getBelow(Integer.MAX_VALUE);
    }

    String getText(String before) {
        int common = getBelow(before.length() + 1L);
        int length = getBelow(end - at + 1L);
        var text = before.substring(0, common) + new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The bytes of another writer that was put in whole. */
    VarintReader getAll() {
        int length = getBelow(end - at + 1L);
        var part = new VarintReader(bytes, at, at + length);
        at += length;
        return part;
    }

    void expectEnd() {
        if (at != end) {
            throw broken("there are " + (end - at) + " bytes too many");
        }
    }

    private long raw() {
        long value = 0;
        for (int bits = 0; bits <= BITS_MAX; bits += 7) {
            if (at == end) {
                throw broken("it ends too early");
            }
            byte one = bytes[at++];
            value |= (one & 0x7fL) << bits;
            if (one >= 0) {
                return value;
            }
        }
        throw broken("a number does not end");
    }

    static IllegalArgumentException broken(String what) {
        return new IllegalArgumentException("The certificate cannot be read: " + what + ".");
    }
}
