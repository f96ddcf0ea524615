package org.tierwise.catalog.inventory;

/** Shortens a cell for a message. */
final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    static String of(String cell) {
        var oneLine = cell.strip().replaceAll("\\s*[\\r\\n]+\\s*", " / ");
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST) + "…";
    }
}
