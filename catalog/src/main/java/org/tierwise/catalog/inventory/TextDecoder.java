package org.tierwise.catalog.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a file into text: by its byte order mark, else by the NUL pattern of UTF-16, else as strict
 * UTF-8, else as windows-1252. Files that are no text are refused in words.
 */
final class TextDecoder {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int LOOK_AT = 64 * 1024;
    /** First bytes of files that people upload by mistake. */
    private static final Map<String, String> MAGIC = Map.ofEntries(
            Map.entry("d0cf11e0", "an old or encrypted Excel workbook (.xls)"),
            Map.entry("25504446", "a PDF document"),
            Map.entry("1f8b", "a gzip archive"),
            Map.entry("89504e47", "a PNG image"),
            Map.entry("ffd8ff", "a JPEG image"),
            Map.entry("47494638", "a GIF image"),
            Map.entry("7b5c7274", "an RTF document"),
            Map.entry("377abcaf", "a 7-Zip archive"),
            Map.entry("52617221", "a RAR archive"));

    /** The text of a file with how it was written. */
    record Decoded(String text, Charset charset, boolean byteOrderMark) {}

    private TextDecoder() {}

    static Decoded decode(byte[] bytes, @Nullable Charset chosen) {
        refuseKnownBinary(bytes);
        var decoded = chosen == null ? detect(bytes) : asChosen(bytes, chosen);
        refuseControlCharacters(decoded.text());
        return decoded;
    }

    private static void refuseKnownBinary(byte[] bytes) {
        var head = HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length));
        MAGIC.forEach((magic, what) -> {
            if (head.startsWith(magic)) {
                throw new InventoryException(
                        InventoryException.Kind.UNSUPPORTED,
                        "The file is " + what + ", not a CSV file.",
                        "Save the sheet as \"CSV UTF-8 (comma delimited)\" and import that file.");
            }
        });
    }

    private static Decoded asChosen(byte[] bytes, Charset chosen) {
        int skip = startsWith(bytes, 0xEF, 0xBB, 0xBF)
                ? 3
                : startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF) ? 2 : 0;
        return new Decoded(new String(bytes, skip, bytes.length - skip, chosen), chosen, skip > 0);
    }

    private static Decoded detect(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return withMark(bytes, 3, StandardCharsets.UTF_8);
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            return withMark(bytes, 2, StandardCharsets.UTF_16LE);
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            return withMark(bytes, 2, StandardCharsets.UTF_16BE);
        }
        var wide = utf16ByNulPattern(bytes);
        if (wide != null) {
            return new Decoded(new String(bytes, wide), wide, false);
        }
        var utf8 = strict(bytes, 0, StandardCharsets.UTF_8);
        if (utf8 != null) {
            return new Decoded(utf8, StandardCharsets.UTF_8, false);
        }
        if (MixedEncoding.hasUtf8Letters(bytes)) {
            throw MixedEncoding.problem(bytes);
        }
        var ansi = strict(bytes, 0, WINDOWS_1252);
        if (ansi == null || ansi.indexOf('\uFFFD') >= 0) {
            throw new InventoryException(
                    InventoryException.Kind.NOT_READABLE,
                    "The encoding of the file is neither UTF-8 nor Windows-1252.",
                    "Choose its encoding, or save it as \"CSV UTF-8\".");
        }
        return new Decoded(ansi, WINDOWS_1252, false);
    }

    private static Decoded withMark(byte[] bytes, int markLength, Charset charset) {
        var text = strict(bytes, markLength, charset);
        if (text == null && charset.equals(StandardCharsets.UTF_8)) {
            throw MixedEncoding.problem(bytes);
        } else if (text == null) {
            throw new InventoryException(
                    InventoryException.Kind.NOT_READABLE,
                    "The file begins as " + charset + " but contains bytes that are not.",
                    "Save it again as \"CSV UTF-8\".");
        }
        return new Decoded(text, charset, true);
    }

    /** UTF-16 without a mark: texts in Latin letters have a NUL in every second byte. */
    private static @Nullable Charset utf16ByNulPattern(byte[] bytes) {
        int length = Math.min(bytes.length, LOOK_AT) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        int pairs = length / 2;
        if (odd > pairs * 0.6 && even < pairs * 0.05) {
            return StandardCharsets.UTF_16LE;
        }
        return even > pairs * 0.6 && odd < pairs * 0.05 ? StandardCharsets.UTF_16BE : null;
    }

    private static @Nullable String strict(byte[] bytes, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static void refuseControlCharacters(String text) {
        int length = Math.min(text.length(), LOOK_AT);
        int odd = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            odd += c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' ? 1 : 0;
        }
        if (odd > length / 100 || text.indexOf('\0') >= 0) {
            throw new InventoryException(
                    InventoryException.Kind.UNSUPPORTED,
                    "The file is not text: it contains control characters.",
                    "Import a CSV, TSV or TXT file.");
        }
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
