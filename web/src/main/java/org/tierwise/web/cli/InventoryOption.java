package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import picocli.CommandLine.Option;

/** The option that names the inventory of a command. */
final class InventoryOption {
    @Option(
            names = "--inventory",
            required = true,
            paramLabel = "FILE",
            description = "Inventory as workbook (.xlsx) or CSV.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    Path file() {
        return file;
    }

    /**
     * Reads it and tells of every row that cannot be used.
     *
     * @throws BadUsage if it cannot be read
     */
    ImportPreview read(ReferenceCatalogue catalogue, PrintWriter err) {
        var preview = InventoryFile.read(file, catalogue);
        InventoryFile.tellTroubles(file, preview, err);
        return preview;
    }
}
