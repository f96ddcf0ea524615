package org.tierwise.catalog.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row seen through the columns of its file. Collects what is wrong while cells are read. */
final class Cells {
    private final InventoryRow row;
    private final Columns columns;
    private final QuantityReader quantities;
    private final List<Issue> issues = new ArrayList<>();

    Cells(InventoryRow row, Columns columns, QuantityReader quantities) {
        this.row = row;
        this.columns = columns;
        this.quantities = quantities;
    }

    InventoryRow row() {
        return row;
    }

    List<Issue> issues() {
        return issues;
    }

    boolean failed() {
        return issues.stream().anyMatch(Issue::isError);
    }

    /** The cell without surrounding blanks; empty if it is blank or a word for "no value", or there is no such column. */
    String text(Field field) {
        var column = columns.of(field);
        var cell = column == null ? "" : row.cell(column.index());
        return Words.isBlank(cell) ? "" : cell.strip();
    }

    /** Like {@link #text}, and an issue if it is longer than {@code longest} characters. */
    String text(Field field, int longest) {
        var text = text(field);
        if (text.length() > longest) {
            issue(
                    field,
                    IssueCode.TEXT_TOO_LONG,
                    "has " + text.length() + " characters, at most " + longest + " are allowed",
                    "Shorten it.");
        }
        return text;
    }

    /** A number in the unit of its column; null if it is missing or wrong. */
    @Nullable
    Double number(Field field) {
        var value = value(field);
        return value == null ? null : (Double) value.number();
    }

    /** A whole number; null if it is missing or wrong. */
    @Nullable
    Integer whole(Field field) {
        var number = number(field);
        return number == null ? null : (Integer) (int) Math.round(number);
    }

    /** A sum with its currency; null if it is missing or wrong. */
    Reading.@Nullable Value money(Field field) {
        return value(field);
    }

    private Reading.@Nullable Value value(Field field) {
        var column = columns.of(field);
        var text = text(field);
        if (column == null || text.isEmpty()) {
            return null;
        }
        return switch (quantities.read(field, column, columns.numbers(column), text)) {
            case Reading.Value value -> value;
            case Reading.Problem problem -> {
                issue(field, problem.code(), problem.problem(), problem.suggestion());
                yield null;
            }
        };
    }

    /** A word of a list; null if it is missing or not in the list. */
    <T> @Nullable T word(Field field, Function<String, Optional<T>> list, String allowed) {
        var text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        var value = list.apply(text);
        if (value.isEmpty()) {
            issue(field, IssueCode.VALUE_NOT_IN_LIST, "is not in the list", "Use one of: " + allowed + ".");
        }
        return value.orElse(null);
    }

    /** Notes an issue of a cell. {@code problem} is a clause: "has the unknown unit (ticks)". */
    void issue(Field field, IssueCode code, String problem, String suggestion) {
        issue(field, code, text(field), problem, suggestion);
    }

    void issue(Field field, IssueCode code, String value, String problem, String suggestion) {
        var column = columns.of(field);
        var header = column == null ? "" : column.header();
        var name = header.isEmpty() ? field.column() : header;
        var subject = value.isEmpty()
                ? "The value in column (" + name + ") "
                : "The value (" + Excerpt.of(value) + ") in column (" + name + ") ";
        var message = subject + problem + ". " + suggestion;
        issues.add(new Issue(
                row.number(), row.line(), field.column(), header, code, text(field), message.strip(), suggestion));
    }

    /** Notes an issue of the whole row. */
    void rowIssue(IssueCode code, String message, String suggestion) {
        issues.add(new Issue(row.number(), row.line(), "", "", code, "", message + " " + suggestion, suggestion));
    }

    /** Cells of columns that Tierwise does not know, by header, as written; blank ones are left out. */
    Map<String, String> custom() {
        var custom = new java.util.LinkedHashMap<String, String>();
        for (var column : columns.custom()) {
            var cell = row.cell(column.index()).strip();
            if (!cell.isEmpty()) {
                custom.put(column.header(), cell);
            }
        }
        return custom;
    }

    static @Nullable BigDecimal amount(Reading.@Nullable Value money) {
        return money == null ? null : BigDecimal.valueOf(money.number()).stripTrailingZeros();
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
