package org.tierwise.catalog.inventory;

/**
 * Keeps spreadsheets from running text as a formula: a text that begins with a formula sign gets one apostrophe in
 * front, and reading takes exactly one away from texts of that shape, so that the round trip loses nothing.
 * (OWASP, "CSV Injection".)
 */
public final class FormulaGuard {
    private static final String SIGNS = "=+-@\t\r\n＝＋－＠";

    private FormulaGuard() {}

    /** The text as it may stand in a CSV field. For text only: numbers are never guarded. */
    public static String guard(String text) {
        return begins(text) ? "'" + text : text;
    }

    /** The text that {@link #guard} was given. */
    public static String unguard(String text) {
        return text.startsWith("'") && begins(text) ? text.substring(1) : text;
    }

    /** True if, after any apostrophes and blanks, the text begins with a sign that starts a formula. */
    private static boolean begins(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SIGNS.indexOf(c) >= 0) {
                return true;
            }
            if (c != '\'' && !Character.isWhitespace(c) && c != '\u00A0') {
                return false;
            }
        }
        return false;
    }
}
