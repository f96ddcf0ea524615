package org.tierwise.catalog.backup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record6;
import org.tierwise.catalog.backup.Table.Column;
import org.tierwise.migrations.SchemaMigrations;

/** Reads from the information schema, which both databases have, which tables there are. */
final class SchemaSql {
    private static final Field<String> TABLE_NAME = field("t.table_name", VARCHAR);
    private static final Field<String> HERE = field("current_schema", VARCHAR);

    /** Texts up to this length are read hundreds at a time. */
    private static final int NARROW_MAX = 10_000;

    private final DSLContext db;

    SchemaSql(DSLContext db) {
        this.db = db;
    }

    /** All tables of the database that hold data of ours, parents before children, else by name. */
    Schema read() {
        var names = names();
        if (!names.remove(SchemaMigrations.HISTORY_TABLE)) {
            return new Schema(0, List.of());
        }
        var keys = keys();
        var parents = parents();
        var columns = columns();
        var tables = new TreeMap<String, Table>();
        for (var name : names) {
            tables.put(name, described(name, columns.getOrDefault(name, List.of()), keys, parents));
        }
        int version = db.connectionResult(SchemaMigrations::version);
        return new Schema(version, parentsFirst(tables));
    }

    private static Table described(
            String name, List<Column> columns, Map<String, List<String>> keys, Map<String, Set<String>> parents) {
        var key = keys.getOrDefault(name, List.of()).stream()
                .map(wanted -> columns.stream()
                        .filter(column -> column.name().equals(wanted))
                        .findFirst()
                        .orElseThrow())
                .toList();
        return new Table(name, columns, key, parents.getOrDefault(name, Set.of()));
    }

    private Set<String> names() {
        return new TreeSet<>(db.select(TABLE_NAME)
                .from(table("information_schema.tables t"))
                .where(field("t.table_schema", VARCHAR).eq(HERE))
                .and(field("t.table_type", VARCHAR).eq(inline("BASE TABLE")))
                .fetch(TABLE_NAME));
    }

    private Map<String, List<Column>> columns() {
        var name = field("t.column_name", VARCHAR);
        var type = field("t.data_type", VARCHAR);
        var nullable = field("t.is_nullable", VARCHAR);
        var identity = field("t.is_identity", VARCHAR);
        var length = field("t.character_maximum_length", BIGINT);
        var result = new LinkedHashMap<String, List<Column>>();
        db.select(TABLE_NAME, name, type, nullable, identity, length)
                .from(table("information_schema.columns t"))
                .where(field("t.table_schema", VARCHAR).eq(HERE))
                .and(TABLE_NAME.ne(inline(SchemaMigrations.HISTORY_TABLE)))
                .orderBy(TABLE_NAME, field("t.ordinal_position", INTEGER))
                .forEach(row -> result.computeIfAbsent(row.value1(), unused -> new ArrayList<>())
                        .add(column(row)));
        return result;
    }

    private static Column column(Record6<String, String, String, String, String, Long> row) {
        var kind = ColumnKind.of(row.value1(), row.value2(), row.value3());
        boolean varies = kind == ColumnKind.TEXT || kind == ColumnKind.BINARY || kind == ColumnKind.JSON;
        boolean wide = varies && (row.value6() == null || row.value6() > NARROW_MAX);
        return new Column(
                row.value2(),
                kind,
                row.value4().equals("YES"),
                wide,
                row.value5().equals("YES"));
    }

    /** The names of constraints are unique within their table only. */
    private Map<String, List<String>> keys() {
        var column = field("k.column_name", VARCHAR);
        return db.select(TABLE_NAME, column)
                .from(table("information_schema.table_constraints t"))
                .join(table("information_schema.key_column_usage k"))
                .on(field("k.constraint_schema", VARCHAR).eq(field("t.constraint_schema", VARCHAR)))
                .and(field("k.constraint_name", VARCHAR).eq(field("t.constraint_name", VARCHAR)))
                .and(field("k.table_name", VARCHAR).eq(TABLE_NAME))
                .where(field("t.table_schema", VARCHAR).eq(HERE))
                .and(field("t.constraint_type", VARCHAR).eq(inline("PRIMARY KEY")))
                .orderBy(TABLE_NAME, field("k.ordinal_position", INTEGER))
                .fetchGroups(Record2::value1, Record2::value2);
    }

    private Map<String, Set<String>> parents() {
        var parent = field("p.table_name", VARCHAR);
        var result = new TreeMap<String, Set<String>>();
        db.selectDistinct(TABLE_NAME, parent)
                .from(table("information_schema.referential_constraints r"))
                .join(table("information_schema.table_constraints t"))
                .on(field("t.constraint_schema", VARCHAR).eq(field("r.constraint_schema", VARCHAR)))
                .and(field("t.constraint_name", VARCHAR).eq(field("r.constraint_name", VARCHAR)))
                .join(table("information_schema.table_constraints p"))
                .on(field("p.constraint_schema", VARCHAR).eq(field("r.unique_constraint_schema", VARCHAR)))
                .and(field("p.constraint_name", VARCHAR).eq(field("r.unique_constraint_name", VARCHAR)))
                .where(field("t.table_schema", VARCHAR).eq(HERE))
                .and(TABLE_NAME.ne(parent))
                .forEach(row -> result.computeIfAbsent(row.value1(), unused -> new TreeSet<>())
                        .add(row.value2()));
        return result;
    }

    private static List<Table> parentsFirst(Map<String, Table> tables) {
        var waiting = new TreeMap<>(tables);
        var ordered = new ArrayList<Table>();
        while (!waiting.isEmpty()) {
            var ready = waiting.values().stream()
                    .filter(table -> table.parents().stream().noneMatch(waiting::containsKey))
                    .toList();
            if (ready.isEmpty()) {
                throw new BackupException("The tables " + waiting.keySet()
                        + " point to each other in a circle, so that none can be stored first.");
            }
            for (var table : ready) {
                ordered.add(table);
                waiting.remove(table.name());
            }
        }
        return ordered;
    }
}
