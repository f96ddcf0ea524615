package org.tierwise.catalog.backup;

import java.util.List;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * A table as the database describes it.
 *
 * @param columns in their order
 * @param key the columns of the primary key in their order; never empty
 * @param parents tables that rows of this one point to, without itself
 */
record Table(String name, List<Column> columns, List<Column> key, Set<String> parents) {
    /**
     * A column.
     *
     * @param wide whether one value may be long
     * @param identity whether the database numbers it
     */
    record Column(String name, ColumnKind kind, boolean nullable, boolean wide, boolean identity) {
        Field<?> field() {
            DataType<?> type = kind.type();
            return DSL.field(DSL.quotedName(name), type);
        }
    }

    Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        parents = Set.copyOf(parents);
        if (key.isEmpty()) {
            throw new BackupException("The table (" + name + ") has no primary key, so that its rows have no order.");
        }
    }

    /** With its name in quotes, so that it may be a word of SQL. */
    org.jooq.Table<Record> sql() {
        return DSL.table(DSL.quotedName(name));
    }

    List<Field<?>> fields() {
        return columns.stream().<Field<?>>map(Column::field).toList();
    }

    /** Whether one row may take a megabyte. */
    boolean isWide() {
        return columns.stream().anyMatch(Column::wide);
    }

    String fileName() {
        return "tables/" + name + ".jsonl";
    }
}
