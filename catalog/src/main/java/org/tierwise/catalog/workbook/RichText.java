package org.tierwise.catalog.workbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** A text that may be of several runs with fonts of their own; how it is pronounced is left out. */
final class RichText {
    /** Characters that XML cannot hold are written as _x000D_. */
    private static final int LONGEST = 32_769;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private RichText() {}

    /** Reads to the end of the element that holds the runs. */
    static String read(Xml xml, String element) throws XMLStreamException {
        var text = new StringBuilder();
        int pronounced = 0;
        while (xml.next() && !xml.ends(element)) {
            if (xml.begins("rPh")) {
                pronounced++;
            } else if (xml.ends("rPh")) {
                pronounced--;
            } else if (pronounced == 0 && xml.begins("t")) {
                var run = xml.text();
                // More than any cell may hold, so the import refuses it; all of it could be megabytes in each cell.
                text.append(run, 0, Math.min(run.length(), LONGEST - text.length()));
            }
        }
        return unescaped(text.toString());
    }

    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }
}
