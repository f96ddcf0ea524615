package org.tierwise.catalog.backup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Fills any schema on H2 with rows that keep its constraints, whatever tables it has: values of foreign keys come from
 * the parents, those of checked columns from the words of the check, and what is refused all the same is tried again
 * with other values.
 */
final class RandomRows {
    private static final int TRIES = 300;
    private static final Pattern WORD = Pattern.compile("'([^']*)'");
    /** What breaks careless writers: quotes, ends of lines, what looks like an escape, rare characters. */
    private static final String[] TEXTS = {
        "a",
        "Zürich",
        "quote \" and \\ back",
        "line\nbreak\ttab",
        "😀 smile",
        "ｆｕｌｌ",
        "\\u0041",
        "{\"a\":1}",
        "'",
        ",",
        "",
        "null",
        "Ω≈ç√",
        "\u0007bell",
        "\uE000"
    };

    private final DSLContext db;
    private final Random random;
    private final List<ForeignKey> foreignKeys;
    private final Map<String, List<String>> checks = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Set<String> singles = new HashSet<>();
    private final Map<String, List<Map<String, Object>>> stored = new HashMap<>();

    private record ForeignKey(String child, String parent, Map<String, String> columns) {}

    private RandomRows(DSLContext db, Random random) {
        this.db = db;
        this.random = random;
        foreignKeys = foreignKeys();
        readChecks();
        db.select(
                        field("table_name", VARCHAR),
                        field("column_name", VARCHAR),
                        field("character_maximum_length", INTEGER))
                .from(table("information_schema.columns"))
                .where(field("table_schema", VARCHAR).eq("public"))
                .forEach(row -> {
                    if (row.value3() != null) {
                        lengths.put(row.value1() + "." + row.value2(), row.value3());
                    }
                });
    }

    /** Adds this many rows to each table, in a writing transaction. */
    static void fill(DSLContext db, int rows, long seed) {
        var filling = new RandomRows(db, new Random(seed));
        for (var table : new SchemaSql(db).read().tables()) {
            for (int i = 0; i < rows && !filling.isSingle(table); i++) {
                filling.insertOne(table, i);
            }
        }
    }

    /** A table for one row, which its migration made. */
    private boolean isSingle(Table table) {
        return db.fetchCount(table.sql()) == 1
                && table.columns().stream().anyMatch(column -> singles.contains(table.name() + "." + column.name()));
    }

    private void insertOne(Table table, int index) {
        DataAccessException refused = null;
        for (int i = 0; i < TRIES; i++) {
            var row = row(table, index);
            try {
                int added = db.insertInto(table.sql(), table.fields())
                        .values(row.values())
                        .execute();
                stored.computeIfAbsent(table.name(), unused -> new ArrayList<>())
                        .add(row);
                if (added == 1) {
                    return;
                }
            } catch (DataAccessException e) {
                refused = e;
            }
        }
        throw new IllegalStateException(
                "No row fits the table " + table.name() + ". Maybe a new check needs help here.", refused);
    }

    private Map<String, Object> row(Table table, int index) {
        var fixed = parents(table);
        var row = new LinkedHashMap<String, Object>();
        for (var column : table.columns()) {
            if (fixed.containsKey(column.name())) {
                row.put(column.name(), fixed.get(column.name()));
            } else if (column.identity()) {
                row.put(column.name(), index * 3L + 1);
            } else if (column.nullable() && random.nextInt(3) == 0) {
                row.put(column.name(), null);
            } else {
                row.put(column.name(), value(table, column));
            }
        }
        return row;
    }

    private Map<String, Object> parents(Table table) {
        var values = new HashMap<String, Object>();
        for (var key : foreignKeys) {
            if (key.child().equals(table.name())) {
                var fitting = stored.getOrDefault(key.parent(), List.of()).stream()
                        .filter(parent -> key.columns().entrySet().stream()
                                .allMatch(pair -> !values.containsKey(pair.getKey())
                                        || values.get(pair.getKey()).equals(parent.get(pair.getValue()))))
                        .toList();
                if (!fitting.isEmpty()) {
                    var parent = fitting.get(random.nextInt(fitting.size()));
                    key.columns().forEach((mine, theirs) -> values.put(mine, parent.get(theirs)));
                }
            }
        }
        return values;
    }

    private Object value(Table table, Table.Column column) {
        var words = checks.getOrDefault(table.name() + "." + column.name(), List.of());
        return switch (column.kind()) {
            case TEXT -> words.isEmpty() ? text(table, column) : words.get(random.nextInt(words.size()));
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> (short) (1 + random.nextInt(100));
            case INTEGER -> 1 + random.nextInt(100);
            case BIGINT -> random.nextInt(5) == 0 ? Long.MAX_VALUE - random.nextInt(1_000) : random.nextInt(1_000_000);
            case REAL -> random.nextFloat();
            case DOUBLE -> random.nextInt(4) == 0 ? Double.MIN_VALUE : Math.abs(random.nextGaussian()) * 1e10;
            case NUMERIC -> BigDecimal.valueOf(random.nextInt(1_000), 2);
            case INSTANT -> Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000) * 1_000L);
            case DATE -> LocalDate.ofEpochDay(random.nextInt(30_000));
            case BINARY -> bytes();
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case JSON -> JSON.json("{\"a\":" + random.nextInt(9) + "}");
        };
    }

    private String text(Table table, Table.Column column) {
        int most = lengths.getOrDefault(table.name() + "." + column.name(), 1_000);
        var text = TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? random.nextInt(1_000_000) : "");
        return text.length() <= most ? text : "x".repeat(most);
    }

    private byte[] bytes() {
        var bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private void readChecks() {
        db.select(field("t.table_name", VARCHAR), field("c.check_clause", VARCHAR))
                .from(table("information_schema.check_constraints c"))
                .join(table("information_schema.table_constraints t"))
                .on(field("t.constraint_name", VARCHAR).eq(field("c.constraint_name", VARCHAR)))
                .forEach(row -> {
                    var words = WORD.matcher(row.value2())
                            .results()
                            .map(found -> found.group(1))
                            .toList();
                    var column = Pattern.compile("\"(\\w+)\"").matcher(row.value2());
                    if (row.value2().matches("\\(?\"\\w+\" = 1\\)?") && column.find()) {
                        singles.add(row.value1() + "." + column.group(1));
                    } else if (!words.isEmpty() && column.find()) {
                        checks.put(row.value1() + "." + column.group(1), words);
                    }
                });
    }

    private List<ForeignKey> foreignKeys() {
        var keys = new LinkedHashMap<String, ForeignKey>();
        var child = field("k.table_name", VARCHAR);
        var childColumn = field("k.column_name", VARCHAR);
        var parent = field("p.table_name", VARCHAR);
        var parentColumn = field("p.column_name", VARCHAR);
        var name = field("r.constraint_name", VARCHAR);
        db.select(name, child, childColumn, parent, parentColumn)
                .from(table("information_schema.referential_constraints r"))
                .join(table("information_schema.key_column_usage k"))
                .on(field("k.constraint_name", VARCHAR).eq(name))
                .join(table("information_schema.key_column_usage p"))
                .on(field("p.constraint_name", VARCHAR).eq(field("r.unique_constraint_name", VARCHAR)))
                .and(field("p.ordinal_position", INTEGER).eq(field("k.position_in_unique_constraint", INTEGER)))
                .orderBy(name, field("k.ordinal_position", INTEGER))
                .forEach(row -> keys.computeIfAbsent(
                                row.value1(),
                                unused -> new ForeignKey(row.value2(), row.value4(), new LinkedHashMap<>()))
                        .columns()
                        .put(row.value3(), row.value5()));
        return List.copyOf(keys.values());
    }

    /** All rows of a table as texts, by the columns named, for comparing databases of two versions. */
    static List<String> texts(DSLContext db, Table table, List<String> columns) {
        var fields = table.columns().stream()
                .filter(column -> columns.contains(column.name()))
                .map(Table.Column::field)
                .toList();
        var texts = new ArrayList<String>();
        db.select(fields).from(table.sql()).forEach(row -> {
            var text = new StringBuilder();
            for (var field : row.fields()) {
                text.append(field.getName())
                        .append('=')
                        .append(text(row.get(field)))
                        .append(' ');
            }
            texts.add(text.toString());
        });
        texts.sort(null);
        return texts;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
