package org.tierwise.catalog.backup;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.quotedName;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARBINARY;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.backup.Table.Column;

/** The rows of any table, in and out, on both databases. Never holds more than a handful of them. */
final class RowsSql {
    /** Rows that are fetched or stored in one go. */
    private static final int ROWS = 500;
    /** The same where one row may take a megabyte. */
    private static final int WIDE_ROWS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(RowsSql.class);

    private final DSLContext db;
    private final boolean h2;

    RowsSql(DSLContext db) {
        this.db = db;
        h2 = db.dialect().family() == SQLDialect.H2;
    }

    boolean isH2() {
        return h2;
    }

    long count(Table table) {
        return db.fetchCount(table.sql());
    }

    /** Each row in the order of the primary key, which is the same on both databases. */
    void each(Table table, Consumer<Object[]> sink) {
        lazily(true);
        try (var rows = db.select(table.fields())
                .from(table.sql())
                .orderBy(order(table))
                .fetchSize(table.isWide() ? WIDE_ROWS : ROWS)
                .fetchLazy()) {
            for (var row = rows.fetchNext(); row != null; row = rows.fetchNext()) {
                sink.accept(row.intoArray());
            }
        } finally {
            lazily(false);
        }
    }

    /** H2 would otherwise collect all rows before the first is seen. PostgreSQL has cursors for it. */
    private void lazily(boolean lazy) {
        if (h2) {
            db.connection(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("set lazy_query_execution " + lazy);
                }
            });
        }
    }

    /**
     * Text is ordered by its code points. On PostgreSQL that is the collation "C". H2 orders by UTF-16, which its index
     * gives at no cost, and which differs only where there are characters beyond the first 65,536.
     */
    private List<OrderField<?>> order(Table table) {
        var order = new ArrayList<OrderField<?>>();
        for (var column : table.key()) {
            if (column.kind() != ColumnKind.TEXT) {
                order.add(column.field());
            } else if (!h2) {
                order.add(field("{0} collate \"C\"", VARCHAR, column.field()));
            } else if (hasRareCharacters(table, column)) {
                order.add(field("stringtoutf8({0})", VARBINARY, column.field()));
            } else {
                order.add(column.field());
            }
        }
        return order;
    }

    private boolean hasRareCharacters(Table table, Column column) {
        return db.fetchExists(db.select(one())
                .from(table.sql())
                .where(condition("regexp_like({0}, {1})", column.field(), inline("[\\x{10000}-\\x{10FFFF}]"))));
    }

    /** The number that the database gives to the next row. Empty if it does not number this table. */
    Optional<Long> nextNumber(Table table) {
        return identity(table).map(column -> {
            var last = lastNumber(table, column);
            long afterLast = last == null ? 1 : last + 1;
            return Math.max(afterLast, h2 ? nextOfH2(table, column) : nextOfPostgres(table, column));
        });
    }

    private static Optional<Column> identity(Table table) {
        return table.columns().stream().filter(Column::identity).findFirst();
    }

    private @Nullable Long lastNumber(Table table, Column column) {
        return db.select(max(field(quotedName(column.name()), BIGINT)))
                .from(table.sql())
                .fetchSingle()
                .value1();
    }

    private long nextOfH2(Table table, Column column) {
        return db.select(field("identity_base", BIGINT))
                .from(table("information_schema.columns"))
                .where(field("table_schema", VARCHAR).eq(field("current_schema", VARCHAR)))
                .and(field("table_name", VARCHAR).eq(table.name()))
                .and(field("column_name", VARCHAR).eq(column.name()))
                .fetchSingle()
                .value1();
    }

    private long nextOfPostgres(Table table, Column column) {
        var sequence = db.select(field(
                        "pg_get_serial_sequence({0}, {1})",
                        VARCHAR, inline('"' + table.name() + '"'), inline(column.name())))
                .fetchSingle()
                .value1();
        return db.select(field("case when is_called then last_value + 1 else last_value end", BIGINT))
                .from(table(sequence))
                .fetchSingle()
                .value1();
    }

    /** On H2 this ends the transaction. */
    void restartNumbers(Table table, long next) {
        var column = identity(table).orElseThrow();
        int unused = db.execute(
                "alter table {0} alter column {1} restart with {2}",
                table.sql(), quotedName(column.name()), inline(next));
    }

    /** Stores rows as they come. */
    void insert(Table table, RowSource rows) {
        long stored = 0;
        int most = table.isWide() ? WIDE_ROWS : ROWS;
        var values = new ArrayList<Object[]>(most);
        for (var row = rows.next(); row != null; row = rows.next()) {
            values.add(row);
            if (values.size() == most) {
                stored += insert(table, values, stored);
                values.clear();
            }
        }
        if (!values.isEmpty()) {
            stored += insert(table, values, stored);
        }
        LOG.debug("Stored {} rows of the table {}.", stored, table.name());
    }

    private int insert(Table table, List<Object[]> rows, long before) {
        var nothing = Collections.nCopies(table.columns().size(), null);
        BatchBindStep batch =
                db.batch(db.insertInto(table.sql(), table.fields()).values(nothing));
        for (var row : rows) {
            batch = batch.bind(row);
        }
        try {
            return batch.execute().length;
        } catch (DataAccessException e) {
            throw new BackupException(
                    "The rows " + (before + 1) + " to " + (before + rows.size()) + " of the table (" + table.name()
                            + ") cannot be stored: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }

    /** Rows one after the other; null after the last. */
    @FunctionalInterface
    interface RowSource {
        Object @Nullable [] next();
    }

    /** PostgreSQL only: keeps everyone else out until the transaction ends. */
    void lockAll(Schema schema) {
        int unused = db.execute("lock table {0} in access exclusive mode", names(schema));
    }

    /** Also those that migrations put there. */
    void removeAll(Schema schema) {
        if (h2) {
            schema.tables().reversed().forEach(table -> {
                int unused = db.deleteFrom(table.sql()).execute();
            });
        } else {
            int unused = db.execute("truncate table {0}", names(schema));
        }
    }

    private static QueryPart names(Schema schema) {
        List<Field<?>> names = schema.tables().stream()
                .<Field<?>>map(table -> field(quotedName(table.name())))
                .toList();
        return DSL.list(names);
    }
}
