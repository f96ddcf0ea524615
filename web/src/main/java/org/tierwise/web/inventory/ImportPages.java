package org.tierwise.web.inventory;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.tierwise.catalog.estate.ImportBatch;
import org.tierwise.catalog.inventory.InventoryException;
import org.tierwise.catalog.inventory.RejectedFile;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.Workspaces;

/** Importing an inventory in the browser: nothing is stored before the dry run is confirmed. */
public final class ImportPages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ImportDesk desk;
    private final Workspaces workspaces;
    private final Messages messages;

    public ImportPages(ImportDesk desk, Workspaces workspaces, Messages messages) {
        this.desk = desk;
        this.workspaces = workspaces;
        this.messages = messages;
    }

    record BatchRow(long id, String fileName, String when, String state, String counts) {}

    public void list(Context ctx) {
        show(ctx, "");
    }

    private void show(Context ctx, String problem) {
        var batches =
                desk.list(workspaces.currentId(ctx)).stream().map(this::row).toList();
        ctx.render("inventory/list", Map.of("batches", batches, "problem", problem));
    }

    private BatchRow row(ImportBatch batch) {
        var counts = batch.counts();
        return new BatchRow(
                batch.id(),
                batch.fileName(),
                TIME.format(batch.createdAt()),
                messages.text("inventory.state." + batch.state()),
                messages.text(
                        "inventory.counts",
                        Numbers.whole(counts.added()),
                        Numbers.whole(counts.changed()),
                        Numbers.whole(counts.unchanged()),
                        Numbers.whole(counts.rejected())));
    }

    public void upload(Context ctx) throws IOException {
        UploadedFile file = ctx.uploadedFile("file");
        if (file == null || file.filename().isBlank()) {
            refuse(ctx, HttpStatus.UNPROCESSABLE_CONTENT, messages.text("inventory.noFile"));
            return;
        }
        if (!file.filename().toLowerCase(Locale.ROOT).matches("(?s).*\\.(csv|tsv|txt|xlsx|xlsm)")) {
            refuse(ctx, HttpStatus.UNSUPPORTED_MEDIA_TYPE, messages.text("inventory.ending", name(file.filename())));
            return;
        }
        byte[] content;
        try (var in = file.content()) {
            content = in.readAllBytes();
        }
        try {
            var batch = desk.upload(workspaces.currentId(ctx), name(file.filename()), content, Acting.by(ctx));
            ctx.redirect("/imports/" + batch.id(), HttpStatus.SEE_OTHER);
        } catch (InventoryException e) {
            refuse(ctx, HttpStatus.forStatus(e.kind().status()), String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Context ctx, HttpStatus status, String problem) {
        show(ctx, problem);
        ctx.status(status);
    }

    /** Some browsers send whole paths. */
    private static String name(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        return name.length() > 200 ? name.substring(0, 200) : name;
    }

    public void show(Context ctx) {
        var sight = sight(ctx);
        var model = new HashMap<String, Object>();
        model.put("view", ImportView.of(sight, Query.of(ctx), Paging.of(ctx), messages));
        desk.earlier(sight.batch())
                .ifPresent(earlier ->
                        model.put("earlier", messages.text("inventory.earlier", TIME.format(earlier.createdAt()))));
        ctx.render("inventory/show", model);
    }

    public void confirm(Context ctx) {
        var sight = sight(ctx);
        desk.confirm(sight.batch().workspaceId(), sight.batch().id(), Acting.by(ctx));
        ctx.redirect("/imports/" + sight.batch().id(), HttpStatus.SEE_OTHER);
    }

    /** The rejected rows with their reasons, in the shape of the file: mend it and import it again. */
    public void rejected(Context ctx) throws IOException {
        var sight = sight(ctx);
        var out = new ByteArrayOutputStream();
        if (sight.preview().format().isWorkbook()) {
            RejectedWorkbook.write(sight.preview(), out);
        } else {
            new RejectedFile().write(sight.preview(), out);
        }
        var format = sight.preview().format();
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"rejected-" + sight.batch().id() + (format.isWorkbook() ? ".xlsx" : ".csv")
                        + "\"");
        ctx.result(out.toByteArray())
                .contentType(
                        format.isWorkbook()
                                ? RejectedWorkbook.CONTENT_TYPE
                                : "text/csv; charset=" + format.charset().name());
    }

    private ImportDesk.Sight sight(Context ctx) {
        var id = ctx.pathParam("id");
        var found = id.matches("\\d{1,18}")
                ? desk.find(workspaces.currentId(ctx), Long.parseLong(id))
                : java.util.Optional.<ImportDesk.Sight>empty();
        return found.orElseThrow(() -> new NotFoundResponse(
                "There is no import (" + id + "). Imports are kept for a week; maybe upload the file again."));
    }
}
