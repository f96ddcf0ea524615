package org.tierwise.web.inventory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.inventory.RejectedFile;

/** The rejected rows of a workbook as a workbook: text as text, so that what was written comes back as it was. */
final class RejectedWorkbook {
    static final String CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Longest text of a cell that spreadsheets accept. */
    private static final int TEXT_MAX = 32_767;

    private RejectedWorkbook() {}

    static void write(ImportPreview preview, OutputStream out) throws IOException {
        var workbook = new Workbook(out, "Tierwise", "1.0");
        var sheet = workbook.newWorksheet("Rejected rows");
        int number = 0;
        for (Iterator<List<String>> rows = RejectedFile.rejected(preview).iterator(); rows.hasNext(); number++) {
            var cells = rows.next();
            for (int column = 0; column < cells.size(); column++) {
                var cell = cells.get(column);
                if (!cell.isEmpty()) {
                    sheet.value(number, column, cell.length() <= TEXT_MAX ? cell : cell.substring(0, TEXT_MAX));
                }
            }
        }
        sheet.freezePane(0, 1);
        workbook.finish();
    }
}
