package org.tierwise.catalog.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The rows of a database as files of JSON lines, out and in. One row at a time is in memory. */
final class TableFiles {
    /** A checkpoint of a run is the longest text that we know; Jackson's own limit could be below it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final DSLContext db;
    private final Schema schema;
    private final RowsSql rows;
    private final Stop stop;

    /** The database must be in one transaction: a snapshot to read, a writing one to store. */
    TableFiles(DSLContext db, Stop stop) {
        this.db = db;
        this.stop = stop;
        schema = new SchemaSql(db).read();
        rows = new RowsSql(db);
    }

    Schema schema() {
        return schema;
    }

    Contents contents() {
        return new ContentsSql(db).of(schema);
    }

    void write(OutputStream out, Stamp stamp) throws IOException {
        try (var archive = new ArchiveWriter(out)) {
            for (var table : schema.tables()) {
                archive.add(table.fileName(), rows.nextNumber(table).orElse(null), file -> write(table, file));
            }
            archive.finish(Manifest.Kind.TABLES, stamp, schema.version(), new ContentsSql(db).of(schema));
        }
    }

    private void write(Table table, OutputStream out) throws IOException {
        var line = new JsonLine();
        try {
            rows.each(table, values -> {
                stop.check();
                line.begin();
                for (int i = 0; i < values.length; i++) {
                    write(table.columns().get(i), values[i], line);
                }
                writeTo(out, line.end());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void writeTo(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Table.Column column, @Nullable Object value, JsonLine line) {
        line.name(column.name());
        if (value == null) {
            line.literal("null");
        } else {
            column.kind().write(value, line);
        }
    }

    /**
     * Stores all rows of an archive whose schema is this database's, in the place of all that is there. Does not yet set
     * the numbers of the next rows.
     */
    void read(Archive archive) {
        var manifest = archive.contents();
        if (manifest.schema() != schema.version()) {
            throw new IllegalStateException("Schema " + manifest.schema() + " does not fit " + schema.version());
        }
        rows.removeAll(schema);
        for (var table : schema.tables()) {
            archive.read(entry(manifest, table), in -> read(table, in));
        }
        var differences = manifest.contents().differences(contents());
        if (!differences.isEmpty()) {
            throw new BackupException(
                    "What was stored is not what the backup promises: " + String.join(" ", differences));
        }
    }

    /** On H2 this ends the transaction. */
    void restartNumbers(Manifest manifest) {
        for (var table : schema.tables()) {
            Optional.ofNullable(entry(manifest, table).next()).ifPresent(next -> rows.restartNumbers(table, next));
        }
    }

    private static Manifest.Entry entry(Manifest manifest, Table table) {
        return manifest.files().stream()
                .filter(entry -> entry.name().equals(table.fileName()))
                .findFirst()
                .orElseThrow(() -> new BackupException("The backup lacks the table (" + table.name() + ")."));
    }

    private void read(Table table, InputStream in) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), in)) {
            var reader = new RowReader(table, json);
            rows.insert(table, () -> {
                stop.check();
                return reader.next();
            });
        }
    }

    /**
     * PostgreSQL cannot hold the character of code 0, and its driver would store a question mark for half a surrogate
     * pair. H2 holds both.
     */
    private void requireStorable(Table.Column column, Object value) {
        if (!rows.isH2() && value instanceof String text && !isUnicode(text)) {
            throw new IllegalArgumentException("the text in column (" + column.name()
                    + ") has a character that PostgreSQL cannot hold: code 0 or half a surrogate pair."
                    + " Correct it in the old database and export again");
        }
    }

    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    private final class RowReader {
        private final Table table;
        private final List<String> names;
        private final JsonParser in;
        private long number;

        RowReader(Table table, JsonParser in) {
            this.table = table;
            this.in = in;
            names = table.columns().stream().map(Table.Column::name).toList();
        }

        Object @Nullable [] next() {
            try {
                if (in.nextToken() == null) {
                    return null;
                }
                number++;
                return row();
            } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                throw new BackupException(
                        "Row " + number + " of the table (" + table.name() + ") cannot be read: " + e.getMessage(), e);
            }
        }

        private Object[] row() {
            var values = new Object[names.size()];
            var missing = new HashSet<>(names);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                int column = names.indexOf(in.currentName());
                if (column < 0) {
                    throw new IllegalArgumentException("the column (" + in.currentName() + ") is not known");
                }
                missing.remove(names.get(column));
                if (in.nextToken() != JsonToken.VALUE_NULL) {
                    values[column] = table.columns().get(column).kind().read(in);
                    requireStorable(table.columns().get(column), values[column]);
                }
            }
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("the columns " + missing + " are missing");
            }
            return values;
        }
    }
}
