package org.tierwise.catalog.inventory;

import java.util.List;

/**
 * A record of a file as it is written.
 *
 * @param number record number from 1, header and title lines included: the row that a spreadsheet shows
 * @param line physical line on which it starts, from 1
 */
public record InventoryRow(int number, int line, List<String> cells) {
    public InventoryRow {
        cells = List.copyOf(cells);
    }

    /** The cell under a header; empty where a ragged row has none. */
    public String cell(int index) {
        return index < cells.size() ? cells.get(index) : "";
    }
}
