package org.tierwise.catalog.inventory;

import java.util.HashMap;
import java.util.Map;
import org.tierwise.catalog.workbook.Workbook;

/**
 * Counts the cells of a file that hold something, and keeps one text for those that hold the same: most cells of an
 * inventory are words and numbers that come again.
 */
final class CellPool {
    private static final int LONGEST = 40;
    private static final int MOST_TEXTS = 50_000;

    private final Map<String, String> texts = new HashMap<>();
    private int cells;

    /**
     * The cell as text, the same object for the same text where that pays.
     *
     * @throws InventoryException if the file has too many cells
     */
    String keep(String cell) {
        if (cell.isBlank()) {
            return cell.isEmpty() ? "" : cell;
        }
        if (++cells > Workbook.MOST_CELLS) {
            throw new InventoryException(
                    InventoryException.Kind.TOO_LARGE,
                    "The file has more than 2,000,000 cells with something in them.",
                    "Leave out columns that are not needed, or split it into several files.");
        }
        if (cell.length() > LONGEST) {
            return cell;
        }
        var known = texts.get(cell);
        if (known != null) {
            return known;
        }
        if (texts.size() < MOST_TEXTS) {
            texts.put(cell, cell);
        }
        return cell;
    }
}
