package org.tierwise.catalog.backup;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.impl.SQLDataType;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The column types that both databases know, and the one form that a value of each has in an export. Reading gives back
 * the same value bit by bit.
 */
enum ColumnKind {
    TEXT(SQLDataType.VARCHAR, "character varying", "character", "character large object", "text"),
    BOOLEAN(SQLDataType.BOOLEAN, "boolean"),
    SMALLINT(SQLDataType.SMALLINT, "smallint"),
    INTEGER(SQLDataType.INTEGER, "integer"),
    BIGINT(SQLDataType.BIGINT, "bigint"),
    REAL(SQLDataType.REAL, "real"),
    DOUBLE(SQLDataType.DOUBLE, "double precision"),
    NUMERIC(SQLDataType.NUMERIC, "numeric"),
    INSTANT(SQLDataType.INSTANT, "timestamp with time zone"),
    DATE(SQLDataType.LOCALDATE, "date"),
    BINARY(SQLDataType.VARBINARY, "binary varying", "binary large object", "bytea"),
    UUID(SQLDataType.UUID, "uuid"),
    JSON(SQLDataType.JSON, "json");

    private final DataType<?> type;
    private final Set<String> namesInDatabases;

    ColumnKind(DataType<?> type, String... namesInDatabases) {
        this.type = type;
        this.namesInDatabases = Set.of(namesInDatabases);
    }

    DataType<?> type() {
        return type;
    }

    /**
     * The kind of a column by its type in the information schema.
     *
     * @throws BackupException if no export can hold it
     */
    static ColumnKind of(String table, String column, String databaseType) {
        var wanted = databaseType.toLowerCase(Locale.ROOT);
        for (var kind : values()) {
            if (kind.namesInDatabases.contains(wanted)) {
                return kind;
            }
        }
        throw new BackupException("The column (" + table + "." + column + ") has the type (" + databaseType
                + "), which an export cannot hold. Teach it to ColumnKind.");
    }

    void write(Object value, JsonLine line) {
        switch (this) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT -> line.literal(value.toString());
            case NUMERIC -> line.literal(((BigDecimal) value).toPlainString());
            case REAL, DOUBLE -> writeFloating((Number) value, line);
            case BINARY -> line.text(Base64.getEncoder().encodeToString((byte[]) value));
            case JSON -> line.text(((JSON) value).data());
            case TEXT, INSTANT, DATE, UUID -> line.text(value.toString());
        }
    }

    /** JSON has no words for infinity and for what is not a number. */
    private static void writeFloating(Number value, JsonLine line) {
        if (Double.isFinite(value.doubleValue())) {
            line.literal(value.toString());
        } else {
            line.text(value.toString());
        }
    }

    /** The value at the parser's token, which is not null. */
    Object read(JsonParser in) {
        return switch (this) {
            case BOOLEAN -> in.getBooleanValue();
            case SMALLINT -> in.getShortValue();
            case INTEGER -> in.getIntValue();
            case BIGINT -> in.getLongValue();
            case NUMERIC -> in.getDecimalValue();
            case REAL -> Float.valueOf(in.getString());
            case DOUBLE -> Double.valueOf(in.getString());
            case TEXT -> string(in);
            case INSTANT -> Instant.parse(string(in));
            case DATE -> LocalDate.parse(string(in));
            case BINARY -> Base64.getDecoder().decode(string(in));
            case UUID -> java.util.UUID.fromString(string(in));
            case JSON -> org.jooq.JSON.json(string(in));
        };
    }

    private static String string(JsonParser in) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("a text is expected, not " + in.getString());
        }
        return in.getString();
    }
}
