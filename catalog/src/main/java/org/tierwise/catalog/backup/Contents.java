package org.tierwise.catalog.backup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a database holds, in brief: enough to see that a copy of it is complete.
 *
 * @param rows how many rows each table has
 * @param plans SHA-256 over the SHA-256 of all plans; empty for schemas that have none
 */
public record Contents(Map<String, Long> rows, String plans) {
    public Contents {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** The number of all rows. */
    public long size() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether no table has more rows than in another. */
    boolean fitsInto(Contents other) {
        return rows.entrySet().stream()
                .allMatch(table -> table.getValue() <= other.rows.getOrDefault(table.getKey(), 0L));
    }

    /** What another one lacks or has too much, in sentences; nothing if it is the same. */
    List<String> differences(Contents other) {
        var differences = new ArrayList<String>();
        rows.forEach((table, count) -> {
            var there = other.rows.get(table);
            if (!count.equals(there)) {
                differences.add("The table (" + table + ") has " + (there == null ? "no" : there) + " rows instead of "
                        + count + ".");
            }
        });
        if (!plans.isEmpty() && !plans.equals(other.plans)) {
            differences.add("The plans are not the same.");
        }
        return differences;
    }
}
