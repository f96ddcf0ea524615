package org.tierwise.web.inventory;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.estate.ImportBatch;
import org.tierwise.catalog.inventory.InventoryException;
import org.tierwise.catalog.inventory.Issue;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Errors;
import org.tierwise.web.http.Workspaces;

/** Importing an inventory by a program: a dry run unless it asks to store. */
public final class ImportApi {
    /** Programs send no name with the bytes. */
    private static final String FILE_NAME = "sent by a program";

    private final ImportDesk desk;
    private final Workspaces workspaces;

    public ImportApi(ImportDesk desk, Workspaces workspaces) {
        this.desk = desk;
        this.workspaces = workspaces;
    }

    /** @param importedBefore when the same file was imported last; missing if it was not within a week */
    record Result(
            boolean dryRun,
            ImportBatch.Counts counts,
            @Nullable Instant importedBefore,
            List<Finding> issues) {}

    record Finding(
            int row,
            int line,
            String column,
            String header,
            String code,
            String severity,
            String value,
            String message,
            String suggestion) {
        static Finding of(Issue issue) {
            return new Finding(
                    issue.row(),
                    issue.line(),
                    issue.column(),
                    issue.header(),
                    issue.code().name(),
                    issue.severity().name().toLowerCase(java.util.Locale.ROOT),
                    issue.value(),
                    issue.message(),
                    issue.suggestion());
        }
    }

    public void create(Context ctx) {
        boolean dryRun = !"false".equals(ctx.queryParam("dry_run"));
        try {
            var content = ctx.bodyAsBytes();
            var preview = desk.read(content);
            long workspace = workspaces.currentId(ctx);
            var before =
                    desk.earlier(workspace, content).map(ImportBatch::doneAt).orElse(null);
            var counts = dryRun
                    ? desk.dryRun(workspace, preview)
                    : desk.importNow(workspace, FILE_NAME, content, preview, Acting.by(ctx));
            ctx.json(new Result(
                    dryRun,
                    counts,
                    before,
                    Stream.concat(
                                    preview.rows().stream().flatMap(row -> row.result().issues().stream()),
                                    preview.notes().stream())
                            .map(Finding::of)
                            .toList()));
        } catch (InventoryException e) {
            Errors.problem(
                    ctx,
                    HttpStatus.forStatus(e.kind().status()),
                    String.valueOf(e.getMessage()),
                    Map.of("remedy", e.remedy()));
        }
    }
}
