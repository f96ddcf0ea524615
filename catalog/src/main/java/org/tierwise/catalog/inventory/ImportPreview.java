package org.tierwise.catalog.inventory;

import java.util.List;
import org.tierwise.catalog.workload.Workload;

/**
 * What an import of a file would do. Nothing is stored.
 *
 * @param headerRow record number of the header from 1
 * @param columns all columns in the order of the file
 * @param notes what is to be said of columns, such as those that are kept as custom attributes
 * @param rows all records below the header in the order of the file
 */
public record ImportPreview(
        FileFormat format, int headerRow, List<ColumnMapping> columns, List<Issue> notes, List<RowOutcome> rows) {
    public ImportPreview {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** The workloads of all accepted rows in the order of the file, each once even if it has a row per place. */
    public List<Workload> workloads() {
        return rows.stream()
                .map(RowOutcome::result)
                .filter(RowResult.Accepted.class::isInstance)
                .map(result -> ((RowResult.Accepted) result).workload())
                .distinct()
                .toList();
    }

    /** The rows that an error stopped. */
    public List<RowOutcome> rejectedRows() {
        return rows.stream().filter(row -> !row.accepted()).toList();
    }

    public int accepted() {
        return rows.size() - rejected();
    }

    /** Accepted rows with something to look at. */
    public int warned() {
        return (int) rows.stream().filter(RowOutcome::warned).count();
    }

    public int rejected() {
        return (int) rows.stream().filter(row -> !row.accepted()).count();
    }
}
