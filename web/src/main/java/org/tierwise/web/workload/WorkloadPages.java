package org.tierwise.web.workload;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadChange;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.policy.ExchangeRates;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Partial;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;

/** The list of workloads, and the form of one with its live classification. */
public final class WorkloadPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkloadDraft drafts;
    private final WorkspaceCatalogues catalogues;
    private final Messages messages;
    private final WorkloadStore store;

    public WorkloadPages(
            Tx tx, Workspaces workspaces, WorkloadDraft drafts, WorkspaceCatalogues catalogues, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.drafts = drafts;
        this.catalogues = catalogues;
        this.messages = messages;
        store = new WorkloadStore(tx);
    }

    public void list(Context ctx) {
        var query = Query.of(ctx);
        var paging = Paging.of(ctx);
        var filter = FilterOfQuery.read(query, paging);
        long workspace = workspaces.currentId(ctx);
        var list = tx.read(db -> {
            var workloads = new WorkloadRepository(db);
            return WorkloadList.of(
                    query,
                    paging,
                    workloads.page(workspace, filter),
                    workloads.facets(workspace, filter),
                    filter.narrows(),
                    messages);
        });
        ctx.render(Partial.asked(ctx) ? "workload/list :: results" : "workload/list", Map.of("list", list));
    }

    public void add(Context ctx) {
        var form = Form.showing(Map.of(
                "status",
                "ACTIVE",
                "criticality",
                "3",
                "latency_percentile",
                "95",
                "access_profile",
                "FIBRE",
                "location_coupling",
                "AGNOSTIC"));
        show(ctx, form, "", Optional.empty());
    }

    public void create(Context ctx) {
        var form = Form.of(ctx);
        var read = drafts.read(fields(form));
        if (read.workload().isEmpty()) {
            refuse(ctx, form.withErrors(read.errors()), "");
            return;
        }
        var added = new ClassifiedWorkload(
                read.workload().get(), drafts.classify(read.workload().get()));
        long workspace = workspaces.currentId(ctx);
        answer(ctx, form, "", store.insert(workspace, added, Acting.by(ctx)));
    }

    public void show(Context ctx) {
        var stored = stored(ctx);
        var form = Form.showing(WorkloadFields.of(stored.workload()));
        show(ctx, form, Long.toString(stored.version()), Optional.of(stored));
    }

    public void update(Context ctx) {
        var form = Form.of(ctx);
        var found = found(ctx.pathParam("id"), ctx);
        if (found.isEmpty()) {
            refuseRemoved(ctx, form);
            return;
        }
        var stored = found.get();
        var read = drafts.read(fields(form));
        var version = form.value("version");
        if (read.workload().isEmpty()) {
            refuse(ctx, form.withErrors(read.errors()), version);
            return;
        }
        var edited = WorkloadFields.keeping(stored.workload(), read.workload().get());
        var changed = new ClassifiedWorkload(edited, drafts.classify(edited));
        long expected = version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
        var change = store.update(stored, expected, changed, Acting.by(ctx));
        if (change instanceof WorkloadChange.Stale stale) {
            refuseStale(ctx, form, edited, stale.current());
        } else {
            answer(ctx, form, version, change);
        }
    }

    /** Both versions, and below them the form as it was sent, which now replaces the stored one knowingly. */
    private void refuseStale(Context ctx, Form form, Workload edited, StoredWorkload current) {
        var conflict = new WorkloadConflict(tx, messages).of(form, edited, current);
        show(ctx, form, Long.toString(current.version()), Optional.of(current), Map.of("conflict", conflict));
        ctx.status(HttpStatus.CONFLICT);
    }

    /** The form as it was sent, which now adds the workload again. */
    private void refuseRemoved(Context ctx, Form form) {
        if (form.value("name").isEmpty() && form.value("version").isEmpty()) {
            throw new NotFoundResponse("There is no workload (" + ctx.pathParam("id") + "). Maybe it was removed.");
        }
        var removed = form.withErrors(Map.of("", messages.text("conflict.removed")));
        show(ctx, removed, "", Optional.empty());
        // As for one that never was: nobody learns what another workspace has.
        ctx.status(HttpStatus.NOT_FOUND);
    }

    public void delete(Context ctx) {
        var stored = stored(ctx);
        var version = Form.of(ctx).value("version");
        long expected = version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
        boolean gone = store.delete(stored, expected, Acting.by(ctx));
        if (gone) {
            ctx.redirect("/workloads", HttpStatus.SEE_OTHER);
        } else {
            var form = Form.showing(WorkloadFields.of(stored.workload()))
                    .withErrors(Map.of("", messages.text("conflict.removeChanged")));
            refuse(ctx, form, Long.toString(stored.version()), HttpStatus.CONFLICT);
        }
    }

    /** The class of the form as it stands; nothing is stored. */
    public void classify(Context ctx) {
        var form = Form.of(ctx);
        if (Partial.asked(ctx)) {
            ctx.render("workload/form :: classification", classification(form));
            return;
        }
        var read = drafts.read(fields(form));
        show(ctx, form.withErrors(read.errors()), form.value("version"), found(form.value("id"), ctx));
    }

    private void answer(Context ctx, Form form, String version, WorkloadChange change) {
        switch (change) {
            case WorkloadChange.Stored done ->
                ctx.redirect("/workloads/" + done.workload().id() + "?saved=1", HttpStatus.SEE_OTHER);
            case WorkloadChange.Stale stale ->
                throw new IllegalStateException("Workload " + stale.current().id() + " is new and yet stale.");
            case WorkloadChange.Missing missing -> refuseRemoved(ctx, form);
            case WorkloadChange.Duplicate duplicate ->
                refuse(
                        ctx,
                        form.withErrors(Map.of(
                                "external_id",
                                messages.text(
                                        "workload.duplicate",
                                        duplicate.refused().externalId()))),
                        version);
        }
    }

    private void refuse(Context ctx, Form form, String version) {
        refuse(ctx, form, version, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void refuse(Context ctx, Form form, String version, HttpStatus status) {
        var id = ctx.pathParamMap().getOrDefault("id", "");
        show(ctx, form, version, found(id, ctx));
        ctx.status(status);
    }

    private void show(Context ctx, Form form, String version, Optional<StoredWorkload> stored) {
        show(ctx, form, version, stored, Map.of());
    }

    private void show(
            Context ctx, Form form, String version, Optional<StoredWorkload> stored, Map<String, Object> more) {
        var model = new LinkedHashMap<String, Object>(classification(form));
        model.putAll(more);
        model.put("form", WorkloadForm.of(form, moneyNotes(ctx, form), messages));
        model.put("problems", form.errors());
        model.put("version", version);
        model.put("id", stored.map(s -> Long.toString(s.id())).orElse(""));
        model.put("title", stored.map(s -> s.workload().name()).orElse(messages.text("workload.new")));
        model.put("custom", stored.map(s -> s.workload().custom()).orElse(Map.of()));
        model.put("saved", ctx.queryParam("saved") != null);
        ctx.render("workload/form", model);
    }

    private Map<String, String> moneyNotes(Context ctx, Form form) {
        var rates = new ExchangeRates(catalogues.current(ctx).assumptions());
        return drafts.read(fields(form))
                .workload()
                .map(workload -> ForeignMoney.notes(ForeignMoney.of(workload, rates), messages))
                .orElse(Map.of());
    }

    private Map<String, Object> classification(Form form) {
        var fields = fields(form);
        var read = drafts.read(fields);
        var view = drafts.classifyWhatIsReadable(fields).map(found -> ClassView.of(found, messages));
        var model = new LinkedHashMap<String, Object>();
        view.ifPresent(classification -> model.put("classification", classification));
        model.put("hints", read.warnings());
        return model;
    }

    private static Map<String, String> fields(Form form) {
        var values = new LinkedHashMap<String, String>();
        WorkloadFields.columns().forEach(column -> values.put(column, form.value(column)));
        return values;
    }

    private StoredWorkload stored(Context ctx) {
        return found(ctx.pathParam("id"), ctx)
                .orElseThrow(() -> new NotFoundResponse(
                        "There is no workload (" + ctx.pathParam("id") + "). Maybe it was removed."));
    }

    private Optional<StoredWorkload> found(String id, Context ctx) {
        if (!id.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new WorkloadRepository(db).find(workspace, Long.parseLong(id)));
    }
}
