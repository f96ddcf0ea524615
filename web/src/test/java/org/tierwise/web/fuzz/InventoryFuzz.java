package org.tierwise.web.fuzz;

import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryException;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.reference.CatalogueReader;

/** Any bytes at all as an inventory: they are read or refused in words, and no row is lost without a word. */
public final class InventoryFuzz {
    private static final InventoryImport IMPORT = new InventoryImport(CatalogueReader.shipped());

    private InventoryFuzz() {}

    /** Called by the fuzzer, and by {@link FuzzTargetsTest}. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            var preview = IMPORT.read(input, ImportOptions.DEFAULT);
            int last = preview.headerRow();
            for (var row : preview.rows()) {
                Demand.that(row.row().number() > last, "Rows are in the order of the file, each once.");
                last = row.row().number();
                Demand.that(row.accepted() || !row.result().issues().isEmpty(), "A row that is refused says why.");
            }
        } catch (InventoryException refused) {
            Demand.that(refused.getMessage() != null && !refused.remedy().isBlank(), "A refusal says what to do.");
        }
    }
}
