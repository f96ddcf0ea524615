package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a file: which is what, and how its numbers are written. */
final class Columns {
    private final List<ColumnMapping> mappings;
    private final List<NumberColumn> numbers;
    private final Map<Field, ColumnMapping> byField = new EnumMap<>(Field.class);

    private Columns(List<ColumnMapping> mappings, List<NumberColumn> numbers) {
        this.mappings = mappings;
        this.numbers = numbers;
        for (var mapping : mappings) {
            var field = mapping.field();
            if (field != null) {
                byField.put(field, mapping);
            }
        }
    }

    static Columns of(
            List<ColumnMapping> headers, List<InventoryRow> rows, char delimiter, Map<String, Character> chosenSigns) {
        var mappings = new ArrayList<ColumnMapping>();
        var numbers = new ArrayList<NumberColumn>();
        for (var header : headers) {
            var number = NumberColumn.of(header, rows, delimiter, chosenSigns.get(header.header()));
            numbers.add(number);
            var field = header.field();
            mappings.add(
                    field != null && field.quantity().isNumeric()
                            ? header.withDecimalSign(number.decimalSign(), number.open())
                            : header);
        }
        return new Columns(List.copyOf(mappings), List.copyOf(numbers));
    }

    List<ColumnMapping> mappings() {
        return mappings;
    }

    int count() {
        return mappings.size();
    }

    @Nullable
    ColumnMapping of(Field field) {
        return byField.get(field);
    }

    NumberColumn numbers(ColumnMapping column) {
        return numbers.get(column.index());
    }

    /** Columns that are a place each. */
    List<ColumnMapping> places() {
        return mappings.stream()
                .filter(mapping -> mapping.match() == ColumnMapping.Match.PLACE)
                .toList();
    }

    List<ColumnMapping> custom() {
        return mappings.stream().filter(ColumnMapping::custom).toList();
    }
}
