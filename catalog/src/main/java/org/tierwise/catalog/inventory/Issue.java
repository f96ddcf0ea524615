package org.tierwise.catalog.inventory;

/**
 * Something that an import found in one cell, in one row or in a column.
 *
 * @param row record number in the file counted from 1, which is the row a spreadsheet shows; 0 for a column
 * @param line physical line on which the record starts, from 1; 0 for a column
 * @param column canonical column, such as "latency_budget"; empty for the whole row
 * @param header the header as the file writes it; empty for the whole row
 * @param value the cell as written; empty for the whole row
 * @param message what is wrong, in one sentence that names the value and the remedy
 * @param suggestion a concrete fix, such as "Did you mean Kraków, PL?"; empty if there is none
 */
public record Issue(
        int row,
        int line,
        String column,
        String header,
        IssueCode code,
        String value,
        String message,
        String suggestion) {
    public Severity severity() {
        return code.severity();
    }

    boolean isError() {
        return severity() == Severity.ERROR;
    }
}
