package org.tierwise.web.export;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking text for a formula: such text gets one leading apostrophe. Loss-free, because an
 * importer strips exactly one apostrophe from every field of that shape, also from one that had apostrophes before.
 *
 * <p>The first characters are those of OWASP "CSV Injection" and their full-width forms.
 */
public final class FormulaGuard {
    private static final String TRIGGER = "[' \\u00a0\\u3000]*[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]";
    private static final Pattern DANGEROUS = Pattern.compile(TRIGGER);
    private static final Pattern GUARDED = Pattern.compile("'" + TRIGGER);

    private FormulaGuard() {}

    /** The text as it may stand in a CSV field. For text only: numbers are never guarded. */
    public static String guard(String text) {
        return DANGEROUS.matcher(text).lookingAt() ? "'" + text : text;
    }

    /** The text that {@link #guard} was given. */
    public static String strip(String field) {
        return GUARDED.matcher(field).lookingAt() ? field.substring(1) : field;
    }
}
