package org.tierwise.catalog.inventory;

/** Shortens a cell for a message. */
final class Excerpt {
    private static final int LONGEST = 80;
    private static final int LOOKED_AT = 1_000;

    private Excerpt() {}

    static String of(String cell) {
        // Cut first: a line of many megabytes is no reason to read it all for 80 characters.
        var beginning = cell.strip();
        var cut = beginning.length() <= LOOKED_AT ? beginning : beginning.substring(0, LOOKED_AT);
        var oneLine = cut.replaceAll("\\h{0,20}[\\r\\n]\\s{0,20}+", " / ");
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST) + "…";
    }
}
