package org.tierwise.catalog.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all values of a column together say about how its numbers are written. The decimal sign is decided here, once
 * per column, never per cell: "1.500" cannot mean two things in one column.
 *
 * @param decimalSign '.' or ','
 * @param open true if the sign was not to be seen and was taken from the delimiter
 * @param contradiction true if some values have a decimal point and others a decimal comma
 * @param percent true if plain numbers are percent, false if they are fractions of 1
 */
record NumberColumn(char decimalSign, boolean open, boolean contradiction, boolean percent) {
    private static final NumberColumn TEXT = new NumberColumn('.', false, false, true);

    static NumberColumn of(
            ColumnMapping column, List<InventoryRow> rows, char delimiter, @Nullable Character chosenSign) {
        var field = column.field();
        if (field == null || !field.quantity().isNumeric()) {
            return TEXT;
        }
        boolean point = false;
        boolean comma = false;
        boolean open = false;
        for (var row : rows) {
            var number = number(row, column);
            switch (number == null
                    ? NumberText.Vote.NONE
                    : number.vote(field.quantity().isWhole())) {
                case POINT -> point = true;
                case COMMA -> comma = true;
                case OPEN -> open = true;
                case NONE -> {}
            }
        }
        char sign = sign(point, comma, delimiter);
        boolean contradiction = chosenSign == null && point && comma;
        char decided = chosenSign == null ? sign : chosenSign;
        return new NumberColumn(
                decided,
                chosenSign == null && open && !point && !comma,
                contradiction,
                field.quantity() == Quantity.PERCENT && isPercent(column, rows, decided));
    }

    private static char sign(boolean point, boolean comma, char delimiter) {
        if (point != comma) {
            return point ? '.' : ',';
        }
        return delimiter == ';' ? ',' : '.';
    }

    /** Any value above 1 makes all of the column percent; so does a unit in the header. */
    private static boolean isPercent(ColumnMapping column, List<InventoryRow> rows, char sign) {
        if (!column.unit().isEmpty()) {
            return true;
        }
        for (var row : rows) {
            var number = number(row, column);
            if (number != null && Math.abs(number.value(sign, false).orElse(0)) > 1) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable NumberText number(InventoryRow row, ColumnMapping column) {
        var cell = row.cell(column.index());
        return Words.isBlank(cell) ? null : NumberText.of(cell);
    }
}
