package org.tierwise.catalog.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where demand stands in a file: in one cell ("Berlin:60%; Madrid:40%"), in one column per place ("demand_Berlin"), or
 * in one row per place with the same key and a column of shares. All three are brought into the form of one cell.
 */
final class DemandColumns {
    private static final String PREFIX = "demand_";

    private final Columns columns;
    private final Map<String, String> byKey = new HashMap<>();

    private DemandColumns(Columns columns) {
        this.columns = columns;
    }

    static DemandColumns of(Columns columns, List<InventoryRow> rows) {
        var demand = new DemandColumns(columns);
        if (demand.rowsShareKeys()) {
            for (var row : rows) {
                var location = demand.cell(row, Field.USER_LOCATION);
                var share = demand.cell(row, Field.DEMAND_SHARE);
                if (!location.isEmpty()) {
                    var item = share.isEmpty() ? location : location + ":" + share;
                    demand.byKey.merge(demand.key(row), item, (a, b) -> a + ";" + b);
                }
            }
        }
        return demand;
    }

    /** The place of a header such as "demand_Berlin"; empty for other headers. */
    static String place(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(PREFIX)
                ? header.substring(PREFIX.length()).replace('_', ' ')
                : "";
    }

    /** True if several rows may belong to one workload, because a column gives each its share. */
    boolean rowsShareKeys() {
        return columns.of(Field.DEMAND_SHARE) != null && columns.of(Field.USER_LOCATION) != null;
    }

    /** The places of a row in the form of one cell; empty if it has none. */
    String text(InventoryRow row) {
        var spread = byKey.get(key(row));
        if (spread != null) {
            return spread;
        }
        var location = cell(row, Field.USER_LOCATION);
        return location.isEmpty()
                ? columns.places().stream()
                        .filter(column -> !Words.isBlank(row.cell(column.index())))
                        .map(column -> place(column.header()) + ":"
                                + row.cell(column.index()).strip())
                        .collect(Collectors.joining(";"))
                : location;
    }

    private String key(InventoryRow row) {
        var id = cell(row, Field.EXTERNAL_ID);
        return cell(row, Field.SOURCE) + "\n" + (id.isEmpty() ? cell(row, Field.NAME) : id);
    }

    private String cell(InventoryRow row, Field field) {
        var column = columns.of(field);
        var cell = column == null ? "" : row.cell(column.index());
        return Words.isBlank(cell) ? "" : cell.strip();
    }
}
