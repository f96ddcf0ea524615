package org.tierwise.catalog.reference;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/** One row of a catalogue file; each accessor refuses a value that it cannot use and says where it stands. */
final class CatalogueRow {
    private final String file;
    private final Map<String, Integer> columns;
    private final CsvRecord fields;
    private final Provenance inherited;

    CatalogueRow(String file, Map<String, Integer> columns, CsvRecord fields, Provenance inherited) {
        this.file = file;
        this.columns = columns;
        this.fields = fields;
        this.inherited = inherited;
    }

    /** The text of a column without surrounding space; empty if the column or the value is missing. */
    String optional(String column) {
        var index = columns.get(column);
        return index == null || index >= fields.getFieldCount()
                ? ""
                : fields.getField(index).strip();
    }

    String text(String column) {
        String value = optional(column);
        if (value.isEmpty()) {
            throw bad("VALUE_MISSING", column, "a value is needed here. Fill it in or remove the row.");
        }
        return value;
    }

    double number(String column) {
        return parse(column, text(column));
    }

    /** A number of 0 or more. */
    double notNegative(String column) {
        return notNegative(column, number(column));
    }

    /** A number above 0. */
    double positive(String column) {
        double value = number(column);
        if (value <= 0) {
            throw bad("OUT_OF_RANGE", column, "the value (" + text(column) + ") must be above 0. Correct it.");
        }
        return value;
    }

    @Nullable
    Double notNegativeOrMissing(String column) {
        String value = optional(column);
        return value.isEmpty() ? null : (Double) notNegative(column, parse(column, value));
    }

    int integer(String column) {
        double value = notNegative(column);
        if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw bad("NUMBER_INVALID", column, "the value (" + text(column) + ") must be a whole number.");
        }
        return (int) value;
    }

    boolean flag(String column) {
        return switch (text(column)) {
            case "yes" -> true;
            case "no" -> false;
            case String other -> throw bad("VALUE_UNKNOWN", column, "the value (" + other + ") must be yes or no.");
        };
    }

    /** The constant that a word in any case means, such as local_zone. */
    <E extends Enum<E>> E choice(String column, Class<E> type) {
        String word = text(column).toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw bad(
                "VALUE_UNKNOWN",
                column,
                "the value (" + text(column) + ") is not known. Use one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ".");
    }

    /** Kind, source and date of the row; what it leaves empty it inherits from its file. */
    Provenance provenance() {
        Kind kind = optional("kind").isEmpty() ? inherited.kind() : choice("kind", Kind.class);
        return provenance(kind);
    }

    /** The same with a kind that the caller knows, for files whose column "kind" means something else. */
    Provenance provenance(Kind kind) {
        String source = optional("source");
        String asOf = optional("as_of");
        return new Provenance(
                kind, source.isEmpty() ? inherited.source() : source, asOf.isEmpty() ? inherited.asOf() : asOf);
    }

    BadValue bad(String code, String column, String message) {
        return new BadValue(new CatalogueIssue(
                code, file, fields.getStartingLineNumber(), column, column.isEmpty() ? "" : optional(column), message));
    }

    private double notNegative(String column, double value) {
        if (value < 0) {
            throw bad(
                    "OUT_OF_RANGE",
                    column,
                    "the value (" + optional(column) + ") must not be negative. Correct it or leave it empty.");
        }
        return value;
    }

    private double parse(String column, String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with numbers that are not finite.
        }
        throw bad(
                "NUMBER_INVALID",
                column,
                "the value (" + value + ") is not a number. Write it with digits and a decimal point, without a unit.");
    }
}
