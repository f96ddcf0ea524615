package org.tierwise.catalog.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tierwise.catalog.workbook.Workbook;
import org.tierwise.catalog.workbook.WorkbookException;

/** The sheet of a workbook that holds the inventory, with what is to be said of the others. */
final class WorkbookTable {
    private final HeaderMatcher headers;
    private final int headerWithin;

    WorkbookTable(HeaderMatcher headers, int headerWithin) {
        this.headers = headers;
        this.headerWithin = headerWithin;
    }

    private record Candidate(Workbook.Sheet sheet, int known) {}

    /**
     * Reads the visible sheet of which most columns are known, the first one of equals.
     *
     * @throws InventoryException if it is no workbook, is damaged or too large, or no visible sheet has anything in it
     */
    InventoryReader.Table read(byte[] bytes, int mostRows) {
        try (var workbook = Workbook.open(bytes)) {
            var filled = new ArrayList<Candidate>();
            Candidate best = null;
            for (var sheet : workbook.sheets()) {
                var beginning = workbook.rows(sheet, headerWithin);
                if (beginning.isEmpty()) {
                    continue;
                }
                var candidate = new Candidate(sheet, known(beginning));
                filled.add(candidate);
                if (!sheet.hidden() && (best == null || candidate.known() > best.known())) {
                    best = candidate;
                }
            }
            if (best == null) {
                throw nothing(filled);
            }
            var chosen = best.sheet();
            var pool = new CellPool();
            var records = workbook.rows(chosen, mostRows).stream()
                    .map(row -> new InventoryRow(row.number(), row.number(), kept(row.cells(), pool)))
                    .toList();
            var notes = filled.stream()
                    .filter(candidate -> candidate.sheet() != chosen)
                    .map(candidate -> notRead(candidate, chosen))
                    .toList();
            return new InventoryReader.Table(FileFormat.ofWorkbook(chosen.name()), records, notes);
        } catch (WorkbookException e) {
            var told = new InventoryException(kind(e), String.valueOf(e.getMessage()), e.remedy());
            told.initCause(e);
            throw told;
        }
    }

    private int known(List<Workbook.Row> rows) {
        return rows.stream().mapToInt(row -> headers.known(row.cells())).max().orElse(0);
    }

    /** Cells lose the apostrophe that a file of rejected rows puts before what looks like a formula. */
    private static List<String> kept(List<String> cells, CellPool pool) {
        return cells.stream().map(cell -> pool.keep(FormulaGuard.unguard(cell))).toList();
    }

    private static InventoryException.Kind kind(WorkbookException e) {
        return switch (e.kind()) {
            case OTHER_FILE -> InventoryException.Kind.UNSUPPORTED;
            case DAMAGED -> InventoryException.Kind.NOT_READABLE;
            case TOO_LARGE -> InventoryException.Kind.TOO_LARGE;
        };
    }

    private static InventoryException nothing(List<Candidate> hidden) {
        return hidden.isEmpty()
                ? new InventoryException(
                        InventoryException.Kind.NOT_READABLE,
                        "The workbook has no sheet with anything in it.",
                        "Import the workbook that holds the inventory.")
                : new InventoryException(
                        InventoryException.Kind.NOT_READABLE,
                        "All sheets of the workbook with anything in them are hidden, such as ("
                                + Excerpt.of(hidden.getFirst().sheet().name()) + ").",
                        "Unhide the sheet with the inventory.");
    }

    private static Issue notRead(Candidate candidate, Workbook.Sheet chosen) {
        var name = Excerpt.of(candidate.sheet().name());
        var suggestion = "If it holds workloads, " + (candidate.sheet().hidden() ? "unhide it and " : "")
                + "copy it into a workbook of its own and import that too.";
        return new Issue(
                0,
                0,
                "",
                name,
                IssueCode.SHEET_NOT_READ,
                "",
                "The " + (candidate.sheet().hidden() ? "hidden " : "") + "sheet (" + name
                        + ") was not read; the sheet (" + Excerpt.of(chosen.name()) + ") was. " + suggestion,
                suggestion);
    }

    /**
     * The header and the rows below it as a table of equal width: columns with nothing in them are left out, and rows
     * that end early are filled up with blanks, which is what a sheet has there.
     */
    static List<InventoryRow> squared(List<InventoryRow> headerAndRows) {
        int width =
                headerAndRows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        var used = new boolean[width];
        for (var row : headerAndRows) {
            for (int i = 0; i < row.cells().size(); i++) {
                used[i] |= !row.cells().get(i).isBlank();
            }
        }
        int[] columns = IntStream.range(0, width).filter(i -> used[i]).toArray();
        return headerAndRows.stream()
                .map(row -> new InventoryRow(
                        row.number(),
                        row.line(),
                        IntStream.of(columns).mapToObj(row::cell).toList()))
                .toList();
    }
}
