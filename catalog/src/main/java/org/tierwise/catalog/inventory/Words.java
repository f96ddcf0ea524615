package org.tierwise.catalog.inventory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How words of headers, cells and places are compared: without accents, case and punctuation. */
public final class Words {
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** What inventories write into a cell that has no value. */
    private static final Set<String> BLANK =
            Set.of("", "n a", "na", "none", "null", "tbd", "tbc", "unknown", "k a", "offen");

    private Words() {}

    /** "Kraków (PL)" to "krakow pl". Letters of other scripts stay. */
    public static String normal(String text) {
        if (isPlain(text)) {
            return text;
        }
        var folded =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        var letters = new StringBuilder(folded.length() + 4);
        folded.toLowerCase(Locale.ROOT).codePoints().forEach(c -> appendLetter(letters, c));
        return NOT_WORD.matcher(letters).replaceAll(" ").strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /** Letters that Unicode does not take apart into a base letter and an accent. */
    private static void appendLetter(StringBuilder letters, int c) {
        switch (c) {
            case 'ł' -> letters.append('l');
            case 'ø' -> letters.append('o');
            case 'đ', 'ð' -> letters.append('d');
            case 'ß' -> letters.append("ss");
            case 'æ' -> letters.append("ae");
            case 'œ' -> letters.append("oe");
            case 'þ' -> letters.append("th");
            case 'ı' -> letters.append('i');
            case 'ħ' -> letters.append('h');
            case 0xFEFF -> letters.append(' ');
            default -> letters.appendCodePoint(c);
        }
    }

    /** Like {@link #normal}, and "externalId" is "external id". */
    static String normalHeader(String text) {
        return normal(CAMEL.matcher(text).replaceAll(" "));
    }

    /** True for an empty cell and for the words that stand for "no value". */
    static boolean isBlank(String cell) {
        var text = cell.strip();
        // Most cells are told apart here: no word for "no value" is long or has a digit.
        if (text.isEmpty() || text.equals("\\N")) {
            return true;
        }
        return text.length() < 10 && text.chars().noneMatch(Character::isDigit) && BLANK.contains(normal(text));
    }
}
