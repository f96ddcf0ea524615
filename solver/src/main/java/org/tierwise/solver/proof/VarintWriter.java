package org.tierwise.solver.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whole numbers in as few bytes as they need: seven bits a byte, the smallest first. */
final class VarintWriter {
    private static final int FIRST = 256;

    private byte[] bytes = new byte[FIRST];
    private int size;

    /** A number that is not negative. */
    void put(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("The number (" + value + ") must not be negative here.");
        }
        long rest = value;
        while (rest >= 0x80) {
            add((byte) (rest | 0x80));
            rest >>>= 7;
        }
        add((byte) rest);
    }

    /** A number of either sign; small distances from 0 are short. */
    void putSigned(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while (rest < 0 || rest >= 0x80) {
            add((byte) (rest | 0x80));
            rest >>>= 7;
        }
        add((byte) rest);
    }

    /** A text after the one before it: only what differs at its end is written. */
    void putText(String before, String text) {
        int common = 0;
        while (common < Math.min(before.length(), text.length()) && before.charAt(common) == text.charAt(common)) {
            common++;
        }
        if (common > 0 && Character.isHighSurrogate(text.charAt(common - 1))) {
            common--;
        }
        byte[] rest = text.substring(common).getBytes(StandardCharsets.UTF_8);
        put(common);
        put(rest.length);
        for (byte one : rest) {
            add(one);
        }
    }

    /** All bytes of another one, after their number. */
    void putAll(VarintWriter other) {
        put(other.size);
        if (size + other.size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(size, other.size));
        }
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void add(byte one) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(size, size / 2));
        }
        bytes[size++] = one;
    }
}
