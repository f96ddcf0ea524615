package org.tierwise.web.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.inventory.InventoryException;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.inventory.Issue;
import org.tierwise.catalog.inventory.IssueCode;
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

    /** One line per row that is rejected, its first error, or that no plan can place: where it stands and what to do. */
    static void tellTroubles(Path file, ImportPreview preview, PrintWriter err) {
        var troubles = preview.rows().stream()
                .flatMap(row -> trouble(row.result()).stream())
                .toList();
        for (var issue : troubles.subList(0, Math.min(SHOWN, troubles.size()))) {
            var column = issue.header().isEmpty() ? issue.column() : issue.header();
            err.println(file + ", line " + issue.line() + (column.isEmpty() ? "" : ", column " + oneLine(column)) + ": "
                    + issue.code() + ": " + oneLine(issue.message()));
        }
        if (troubles.size() > SHOWN) {
            err.println("… and " + (troubles.size() - SHOWN) + " more rows.");
        }
        err.flush();
    }

    private static Optional<Issue> trouble(RowResult result) {
        return switch (result) {
            case RowResult.Rejected rejected -> Optional.of(rejected.firstError());
            case RowResult.Accepted accepted ->
                accepted.issues().stream()
                        .filter(issue -> issue.code() == IssueCode.LOCATION_MISSING)
                        .findFirst();
        };
    }

    /** Text of a file must not steer the terminal. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
