package org.tierwise.web.log;

/** Foreign text, made fit for a log. */
final class LogText {
    /** More tells nobody anything and fills the disk. */
    private static final int LENGTH_MAX = 8_000;

    private LogText() {}

    /** Without secrets, at most {@value #LENGTH_MAX} characters. */
    static String readable(String text) {
        var cut = text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "…";
        return Secrets.hide(cut);
    }

    /** The same, with all control characters escaped: {@code \n}, {@code \t}, <code>&#92;u001b</code>. */
    static String oneLine(String text) {
        var readable = readable(text);
        if (readable.chars().noneMatch(LogText::isControl)) {
            return readable;
        }
        var line = new StringBuilder(readable.length() + 16);
        readable.chars().forEach(character -> {
            switch (character) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isControl(character)) {
                        line.append(String.format("\\u%04x", character));
                    } else {
                        line.append((char) character);
                    }
                }
            }
        });
        return line.toString();
    }

    /** Also the line and paragraph separators of Unicode, at which some viewers break a line. */
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }
}
