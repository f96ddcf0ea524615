package org.tierwise.catalog.backup;

import java.util.List;
import java.util.Optional;

/**
 * What tables a database has.
 *
 * @param version of its last migration; 0 if it has none, and then no tables
 * @param tables parents before children
 */
record Schema(int version, List<Table> tables) {
    Schema {
        tables = List.copyOf(tables);
    }

    Optional<Table> find(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
