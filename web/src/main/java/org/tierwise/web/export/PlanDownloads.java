package org.tierwise.web.export;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.approval.DecisionRepository;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.plan.StoredPlan;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Workspaces;

/** The export centre of a plan, its files, and the way back from a JSON file. */
public final class PlanDownloads {
    private static final int NAME_MAX = 80;

    private interface Writer {
        void write(PlacementPlan plan, PlanStatus status, OutputStream out) throws IOException;
    }

    /** {@code extension} is that of the file; the messages key is "export.{extension}". */
    private record Format(String extension, String contentType, Writer writer) {}

    /** One card of the export centre. */
    public record Card(String extension, String name, String text, String href) {}

    /** What the log keeps of a plan that was imported: the plan itself is kept whole and never changes. */
    private record Imported(int number, String title, String file, String sha256) {}

    private final Tx tx;
    private final Workspaces workspaces;
    private final Messages messages;
    private final List<Format> formats;

    public PlanDownloads(Tx tx, Workspaces workspaces, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.messages = messages;
        var pdf = new PlanPdf();
        formats = List.of(
                new Format(
                        "xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        (plan, status, out) -> new PlanXlsx().write(plan, status, out)),
                new Format("pdf", "application/pdf", pdf::write),
                new Format("csv", "text/csv; charset=utf-8", (plan, status, out) -> new PlanCsv().write(plan, out)),
                new Format("json", "application/json", (plan, status, out) -> PlanJson.write(plan, out)));
    }

    public void centre(Context ctx) {
        int number = number(ctx);
        var stored = stored(ctx, number);
        var plan = stored.plan();
        var cards = formats.stream()
                .map(format -> new Card(
                        format.extension(),
                        messages.text("export." + format.extension()),
                        messages.text("export." + format.extension() + ".text"),
                        "/plans/" + number + "/export/plan." + format.extension()))
                .toList();
        ctx.render(
                "export/centre",
                Map.of(
                        "planTitle", plan.title(),
                        "number", number,
                        "cost", Words.money(plan.monthlyCost()),
                        "status", StatusWords.sentence(status(stored.summary())),
                        "hash", stored.summary().sha256(),
                        "cards", cards));
    }

    public void download(Context ctx) throws IOException {
        int number = number(ctx);
        var wanted = ctx.pathParam("format");
        var format = formats.stream()
                .filter(known -> known.extension().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse(
                        "A plan has no file plan." + wanted + ". There are plan.xlsx, plan.pdf, plan.csv, plan.json."));
        var stored = stored(ctx, number);
        var plan = stored.plan();
        // Whole before the first byte is sent, so that a failure is an error page and not half a file.
        var bytes = new ByteArrayOutputStream();
        if (format.extension().equals("json")) {
            bytes.writeBytes(json(stored.summary()));
        } else {
            format.writer().write(plan, status(stored.summary()), bytes);
        }
        ctx.header("Content-Disposition", disposition(number, plan.title(), format.extension()));
        ctx.contentType(format.contentType());
        ctx.result(bytes.toByteArray());
    }

    /** Stores the plan of an uploaded JSON file as it is. */
    public void read(Context ctx) throws IOException {
        var file = ctx.uploadedFile("file");
        if (file == null || file.filename().isBlank()) {
            throw new BadRequestResponse("No file was chosen. Choose a plan.json that Tierwise wrote.");
        }
        if (!file.filename().toLowerCase(Locale.ROOT).endsWith(".json")) {
            throw new HttpResponseException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The file (" + file.filename() + ") must be named .json. Choose a plan.json that Tierwise wrote.",
                    Map.of());
        }
        byte[] content;
        try (var in = file.content()) {
            content = in.readAllBytes();
        }
        PlacementPlan plan;
        try {
            plan = PlanJson.read(content);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("The file (" + file.filename() + ") was not imported. " + e.getMessage());
        }
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        var stored = tx.write(db -> {
            var imported = new PlanRepository(db).insert(workspace, plan, by.name(), null);
            new ActivityLog(db)
                    .add(
                            workspace,
                            by,
                            "imported",
                            new ActivityLog.Subject("plan", Integer.toString(imported.number())),
                            "Imported plan " + imported.number() + " (" + imported.title() + ") from the file "
                                    + file.filename() + ".",
                            null,
                            RecordJson.write(new Imported(
                                    imported.number(), imported.title(), file.filename(), imported.sha256())));
            return imported;
        });
        ctx.redirect("/plans/" + stored.number(), HttpStatus.SEE_OTHER);
    }

    /** The pools of the plan as a CSV file. */
    public void capacity(Context ctx) throws IOException {
        int number = number(ctx);
        var plan = stored(ctx, number).plan();
        var bytes = new ByteArrayOutputStream();
        CapacityCsv.write(plan, bytes);
        ctx.header("Content-Disposition", disposition(number, plan.title() + " capacity", "csv"));
        ctx.contentType("text/csv; charset=utf-8");
        ctx.result(bytes.toByteArray());
    }

    /** As it was stored, with the certificate of its proof. */
    private byte[] json(PlanSummary summary) {
        return tx.snapshot(db -> new PlanRepository(db)
                .findJson(summary.workspaceId(), summary.id())
                .orElseThrow(() -> new NotFoundResponse("The plan is no longer there.")));
    }

    private PlanStatus status(PlanSummary summary) {
        return tx.read(db -> new DecisionRepository(db).status(summary));
    }

    private StoredPlan stored(Context ctx, int number) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> {
                    var plans = new PlanRepository(db);
                    return plans.findNumbered(workspace, number)
                            .flatMap(summary -> plans.find(workspace, summary.id()));
                })
                .orElseThrow(() -> new NotFoundResponse(
                        "There is no plan " + number + " in this workspace. Maybe it is in the other one."));
    }

    private static int number(Context ctx) {
        var text = ctx.pathParam("number");
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new NotFoundResponse("A plan has a number; (" + text + ") is none.");
        }
        return Integer.parseInt(text);
    }

    /** By RFC 6266: a plain name for old programs, and the title in UTF-8 for the others. */
    static String disposition(int number, String title, String extension) {
        var cleaned = title.replaceAll("[\\p{Cntrl}\\s/\\\\:*?\"<>|]+", " ").strip();
        var cut = cleaned.codePoints()
                .limit(NAME_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var full = "plan-" + number + " " + cut;
        var ascii = Normalizer.normalize(full, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9 ._-]+", "")
                .strip()
                .replaceAll("\\s+", "-")
                .toLowerCase(Locale.ROOT);
        return "attachment; filename=\"" + ascii + "." + extension + "\"; filename*=UTF-8''"
                + percentEncoded(full + "." + extension);
    }

    private static String percentEncoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
