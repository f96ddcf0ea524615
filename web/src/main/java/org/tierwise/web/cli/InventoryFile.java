package org.tierwise.web.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.inventory.InventoryException;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.inventory.RowResult;
import org.tierwise.catalog.reference.ReferenceCatalogue;

/** An inventory file as the command line reads it; whatever is wrong names the file, line, column, value and remedy. */
final class InventoryFile {
    /** More would hide the first ones; all are in the file of rejected rows. */
    private static final int SHOWN = 20;

    private InventoryFile() {}

    static ImportPreview read(Path file, ReferenceCatalogue catalogue) {
        if (!Files.isRegularFile(file)) {
            throw new BadUsage("The inventory (" + file + ") is not a file. Maybe the path is mistyped.");
        }
        try (var in = Files.newInputStream(file)) {
            return new InventoryImport(catalogue).read(in, ImportOptions.DEFAULT);
        } catch (InventoryException e) {
            throw new BadUsage(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new BadUsage("The inventory (" + file + ") cannot be read. Check its permissions.");
        }
    }

    /** One line per rejected row: its first error, with where it stands and what to do. */
    static void tellRejected(Path file, ImportPreview preview, PrintWriter err) {
        var rejected = preview.rejectedRows();
        for (var row : rejected.subList(0, Math.min(SHOWN, rejected.size()))) {
            if (row.result() instanceof RowResult.Rejected result) {
                var error = result.firstError();
                err.println(file + ", line " + error.line()
                        + (error.header().isEmpty() ? "" : ", column " + oneLine(error.header())) + ": "
                        + error.code() + ": " + oneLine(error.message()));
            }
        }
        if (rejected.size() > SHOWN) {
            err.println("… and " + (rejected.size() - SHOWN) + " more rejected rows.");
        }
        err.flush();
    }

    /** Text of a file must not steer the terminal. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
