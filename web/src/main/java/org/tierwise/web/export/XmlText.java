package org.tierwise.web.export;

/** Text as XML 1.0 can hold it. */
final class XmlText {
    private static final int REPLACEMENT = 0xFFFD;

    private XmlText() {}

    /** Puts U+FFFD where XML 1.0 (section 2.2) allows no character: most control characters, lone surrogates. */
    static String clean(String text) {
        if (text.codePoints().allMatch(XmlText::allowed)) {
            return text;
        }
        return text.codePoints()
                .map(c -> allowed(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
