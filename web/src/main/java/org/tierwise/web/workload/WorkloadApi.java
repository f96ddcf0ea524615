package org.tierwise.web.workload;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadChange;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.inventory.Issue;
import org.tierwise.catalog.policy.ExchangeRates;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Errors;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Preconditions;
import org.tierwise.web.http.Query;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Workloads for programs. Fields are the canonical columns of an inventory, with the same words, units and codes. */
public final class WorkloadApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkloadDraft drafts;
    private final WorkspaceCatalogues catalogues;
    private final WorkloadStore store;

    public WorkloadApi(Tx tx, Workspaces workspaces, WorkloadDraft drafts, WorkspaceCatalogues catalogues) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.drafts = drafts;
        this.catalogues = catalogues;
        store = new WorkloadStore(tx);
    }

    /**
     * A stored workload.
     *
     * @param fields by canonical column, as texts with their units
     * @param inUsd its sums of money that are in another currency
     */
    record Item(long id, long version, Map<String, String> fields, List<ForeignMoney> inUsd, Class classification) {}

    record Class(
            String workloadClass,
            String rule,
            String latencyTier,
            String evidence,
            List<String> eligibleTiers,
            List<String> warnings,
            List<String> missing) {}

    record Items(List<Item> items, int total, int page, int size) {}

    public void list(Context ctx) {
        var paging = Paging.of(ctx);
        var filter = FilterOfQuery.read(Query.of(ctx), paging);
        long workspace = workspaces.currentId(ctx);
        var rates = rates(ctx);
        ctx.json(tx.snapshot(db -> {
            var workloads = new WorkloadRepository(db);
            var page = workloads.page(workspace, filter);
            var items = page.rows().stream()
                    .map(row -> workloads.find(workspace, row.identity().id()).orElseThrow())
                    .map(workload -> item(workload, rates))
                    .toList();
            return new Items(items, page.total(), paging.number(), paging.size());
        }));
    }

    public void show(Context ctx) {
        var stored = stored(ctx);
        Preconditions.setVersion(ctx, stored.version());
        ctx.json(item(stored, rates(ctx)));
    }

    public void create(Context ctx) {
        var workload = read(ctx);
        if (workload.isEmpty()) {
            return;
        }
        long workspace = workspaces.currentId(ctx);
        var added = classified(workload.get());
        answer(ctx, HttpStatus.CREATED, store.insert(workspace, added, Acting.by(ctx)));
    }

    public void update(Context ctx) {
        var stored = stored(ctx);
        long version = Preconditions.expectedVersion(ctx);
        var workload = read(ctx);
        if (workload.isEmpty()) {
            return;
        }
        var changed = classified(WorkloadFields.keeping(stored.workload(), workload.get()));
        answer(ctx, HttpStatus.OK, store.update(stored, version, changed, Acting.by(ctx)));
    }

    public void delete(Context ctx) {
        var stored = stored(ctx);
        long version = Preconditions.expectedVersion(ctx);
        if (store.delete(stored, version, Acting.by(ctx))) {
            ctx.status(HttpStatus.NO_CONTENT);
        } else {
            // Removed in between is no longer there, changed in between is stale.
            refuseStale(ctx, stored(ctx));
        }
    }

    private void answer(Context ctx, HttpStatus status, WorkloadChange change) {
        switch (change) {
            case WorkloadChange.Stored done -> {
                Preconditions.setVersion(ctx, done.workload().version());
                ctx.status(status)
                        .header(
                                "Location",
                                "/api/v1/workloads/" + done.workload().id())
                        .json(item(done.workload(), rates(ctx)));
            }
            case WorkloadChange.Stale stale -> refuseStale(ctx, stale.current());
            case WorkloadChange.Missing missing ->
                throw new NotFoundResponse("There is no workload (" + missing.id() + ").");
            case WorkloadChange.Duplicate duplicate ->
                throw new ConflictResponse("Another workload has the external_id ("
                        + duplicate.refused().externalId() + "). Change that one, or choose another id.");
        }
    }

    private void refuseStale(Context ctx, StoredWorkload current) {
        Preconditions.setVersion(ctx, current.version());
        Errors.problem(
                ctx,
                HttpStatus.PRECONDITION_FAILED,
                "The workload was changed meanwhile and has the version (" + current.version()
                        + "); nothing was stored. Compare it with yours and send its ETag in If-Match.",
                Map.of("current", item(current, rates(ctx))));
    }

    /** The workload of the body; empty if the answer already says what is wrong with it. */
    private Optional<Workload> read(Context ctx) {
        var read = drafts.read(fields(ctx));
        if (read.workload().isEmpty()) {
            Errors.problem(
                    ctx,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "The workload cannot be stored as it is.",
                    Map.of(
                            "errors",
                            read.issues().stream().map(WorkloadApi::error).toList()));
        }
        return read.workload();
    }

    private static Map<String, String> error(Issue issue) {
        return Map.of(
                "column", issue.column(),
                "code", issue.code().name(),
                "severity", issue.severity().name(),
                "value", issue.value(),
                "message", issue.message(),
                "suggestion", issue.suggestion());
    }

    private static Map<String, String> fields(Context ctx) {
        try {
            var fields = new LinkedHashMap<String, String>();
            for (var property : JSON.readTree(ctx.body()).properties()) {
                if (!WorkloadFields.columns().contains(property.getKey())) {
                    throw new BadRequestResponse("There is no field (" + property.getKey() + "). The fields are: "
                            + String.join(", ", WorkloadFields.columns()) + ".");
                }
                fields.put(property.getKey(), property.getValue().asString(""));
            }
            return fields;
        } catch (JacksonException e) {
            throw new BadRequestResponse("The body is no JSON object with texts or numbers: " + e.getOriginalMessage());
        }
    }

    private ClassifiedWorkload classified(Workload workload) {
        return new ClassifiedWorkload(workload, drafts.classify(workload));
    }

    private ExchangeRates rates(Context ctx) {
        return new ExchangeRates(catalogues.current(ctx).assumptions());
    }

    private Item item(StoredWorkload stored, ExchangeRates rates) {
        var found = drafts.classify(stored.workload());
        return new Item(
                stored.id(),
                stored.version(),
                WorkloadFields.of(stored.workload()),
                ForeignMoney.of(stored.workload(), rates),
                new Class(
                        found.workloadClass().name(),
                        found.rule(),
                        found.latencyTier().name(),
                        found.evidence(),
                        found.eligibleTiers().stream().map(Enum::name).toList(),
                        found.warnings().stream().map(Enum::name).toList(),
                        found.missing()));
    }

    private StoredWorkload stored(Context ctx) {
        var id = ctx.pathParam("id");
        long workspace = workspaces.currentId(ctx);
        var found = id.matches("\\d{1,18}")
                ? tx.read(db -> new WorkloadRepository(db).find(workspace, Long.parseLong(id)))
                : Optional.<StoredWorkload>empty();
        return found.orElseThrow(() -> new NotFoundResponse("There is no workload (" + id + ")."));
    }
}
