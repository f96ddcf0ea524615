package org.tierwise.catalog.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A file whose lines were written in two encodings, as happens when exports are pasted together. Reading it in either
 * would garble names silently, so it is refused with the first cell that does not fit.
 */
final class MixedEncoding {
    private MixedEncoding() {}

    /** True if at least one letter beyond ASCII is written in UTF-8. In Windows-1252 text such byte pairs do not occur. */
    static boolean hasUtf8Letters(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            int length = sequenceLength(bytes[i] & 0xFF);
            if (length > 1 && i + length <= bytes.length && isUtf8(bytes, i, length)) {
                return true;
            }
        }
        return false;
    }

    private static int sequenceLength(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            return 3;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 4 : 1;
    }

    private static boolean isUtf8(byte[] bytes, int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static InventoryException problem(byte[] bytes) {
        // ISO-8859-1 keeps each byte as one character, so that cells can be told apart before their letters are known.
        var raw = new String(bytes, StandardCharsets.ISO_8859_1);
        var records = CsvText.read(raw, Delimiters.detect(raw), Integer.MAX_VALUE);
        for (var record : records) {
            for (int i = 0; i < record.cells().size(); i++) {
                var cell = record.cells().get(i).getBytes(StandardCharsets.ISO_8859_1);
                if (!isUtf8(cell, 0, cell.length)) {
                    return at(record.line(), header(records.getFirst(), i), cell);
                }
            }
        }
        return at(1, "column_1", new byte[0]);
    }

    private static String header(InventoryRow first, int index) {
        var header = new String(first.cell(index).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return header.isBlank() ? "column_" + (index + 1) : header.replace("\uFEFF", "");
    }

    private static InventoryException at(int line, String header, byte[] cell) {
        return new InventoryException(
                InventoryException.Kind.NOT_READABLE,
                "The file mixes two encodings: it is UTF-8, but line " + line + ", column (" + header
                        + ") has the value (" + Excerpt.of(new String(cell, TextDecoder.WINDOWS_1252))
                        + ") in Windows-1252.",
                "Save the whole file as \"CSV UTF-8\", or choose one encoding for it.");
    }
}
