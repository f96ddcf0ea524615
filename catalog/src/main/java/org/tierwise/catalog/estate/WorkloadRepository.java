package org.tierwise.catalog.estate;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.DEMAND_POINT;
import static org.tierwise.catalog.schema.Tables.WORKLOAD;
import static org.tierwise.catalog.schema.Tables.WORKLOAD_DOCUMENT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.DemandPointRecord;
import org.tierwise.catalog.schema.tables.records.WorkloadDocumentRecord;
import org.tierwise.catalog.schema.tables.records.WorkloadRecord;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadJson;
import org.tierwise.catalog.workload.WorkloadStatus;

/** The workloads of the workspaces. */
public final class WorkloadRepository {
    /** Rows of one statement: enough to make the way to the database cheap, few enough for its limit of parameters. */
    private static final int BATCH = 500;

    private final TxContext ctx;
    private final DSLContext db;

    public WorkloadRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** One page of the workloads that the filter lets through. */
    public WorkloadPage page(long workspaceId, WorkloadFilter filter) {
        var matching = WorkloadSql.matching(workspaceId, filter);
        var rows = db.select(
                        row(
                                        WORKLOAD.ID,
                                        WORKLOAD.VERSION,
                                        WORKLOAD.SOURCE,
                                        WORKLOAD.EXTERNAL_ID,
                                        WORKLOAD.NAME,
                                        WORKLOAD.UPDATED_AT)
                                .mapping(WorkloadRow.Identity::new),
                        WORKLOAD.STATUS.convertFrom(WorkloadStatus::valueOf),
                        WORKLOAD.WORKLOAD_CLASS.convertFrom(WorkloadClass::valueOf),
                        WORKLOAD.RULE_ID,
                        WORKLOAD.LATENCY_TIER.convertFrom(LatencyTier::valueOf),
                        WORKLOAD.INTERACTIVE,
                        WORKLOAD.WARNINGS.convertFrom(WorkloadSql::warnings),
                        WORKLOAD.OWNER_NAME,
                        WORKLOAD.BUSINESS_UNIT,
                        WORKLOAD.MODEL_NAME,
                        WORKLOAD.CRITICALITY,
                        WORKLOAD.BUDGET_MS,
                        WORKLOAD.PEAK_RPS,
                        WORKLOAD.FIRST_LOCATION,
                        WORKLOAD.LOCATION_COUNT)
                .from(WORKLOAD)
                .where(matching)
                .orderBy(WorkloadSql.order(filter))
                .limit(filter.pageSize())
                .offset((filter.page() - 1) * filter.pageSize())
                .fetch(mapping(WorkloadRow::new));
        return new WorkloadPage(rows, db.fetchCount(WORKLOAD, matching));
    }

    /** For each facet the values that would show something, most frequent first. */
    public Map<Facet, List<FacetValue>> facets(long workspaceId, WorkloadFilter filter) {
        return new WorkloadFacetsSql(db, workspaceId, filter).all();
    }

    public int count(long workspaceId) {
        return db.fetchCount(WORKLOAD, WORKLOAD.WORKSPACE_ID.eq(workspaceId));
    }

    public Optional<StoredWorkload> find(long workspaceId, long id) {
        return fetch(WORKLOAD.WORKSPACE_ID.eq(workspaceId).and(WORKLOAD.ID.eq(id))).stream()
                .findFirst();
    }

    public Optional<StoredWorkload> find(long workspaceId, String source, String externalId) {
        return fetch(WORKLOAD.WORKSPACE_ID
                        .eq(workspaceId)
                        .and(WORKLOAD.SOURCE.eq(source))
                        .and(WORKLOAD.EXTERNAL_ID.eq(externalId)))
                .stream()
                .findFirst();
    }

    /** All of a workspace, in the order in which they were stored. */
    public List<StoredWorkload> list(long workspaceId) {
        return fetch(WORKLOAD.WORKSPACE_ID.eq(workspaceId));
    }

    /** All that the filter lets through, whatever its page, in the order in which they were stored. */
    public List<StoredWorkload> list(long workspaceId, WorkloadFilter filter) {
        return fetch(WorkloadSql.matching(workspaceId, filter));
    }

    private List<StoredWorkload> fetch(Condition condition) {
        return db.select(
                        WORKLOAD.WORKSPACE_ID,
                        WORKLOAD.ID,
                        WORKLOAD.VERSION,
                        WORKLOAD.CREATED_AT,
                        WORKLOAD.UPDATED_AT,
                        document())
                .from(WORKLOAD)
                .join(WORKLOAD_DOCUMENT)
                .on(WORKLOAD_DOCUMENT.WORKSPACE_ID.eq(WORKLOAD.WORKSPACE_ID))
                .and(WORKLOAD_DOCUMENT.WORKLOAD_ID.eq(WORKLOAD.ID))
                .where(condition)
                .orderBy(WORKLOAD.ID)
                .fetch(mapping(StoredWorkload::new));
    }

    private static SelectField<Workload> document() {
        return WORKLOAD_DOCUMENT.DOCUMENT.convertFrom(WorkloadJson::read);
    }

    /** Stores a new one, or says that its source and external id are taken. */
    public WorkloadChange insert(long workspaceId, ClassifiedWorkload added) {
        var workload = added.workload();
        if (find(workspaceId, workload.source(), workload.externalId()).isPresent()) {
            return new WorkloadChange.Duplicate(workload);
        }
        insertAll(workspaceId, List.of(added));
        return new WorkloadChange.Stored(
                find(workspaceId, workload.source(), workload.externalId()).orElseThrow());
    }

    /** Replaces one, if it still has the version that the form was filled from. */
    public WorkloadChange update(long workspaceId, long id, long version, ClassifiedWorkload changed) {
        var current = find(workspaceId, id);
        if (current.isEmpty()) {
            return new WorkloadChange.Missing(id);
        }
        var twin = find(
                workspaceId, changed.workload().source(), changed.workload().externalId());
        if (twin.isPresent() && twin.get().id() != id) {
            return new WorkloadChange.Duplicate(changed.workload());
        }
        if (current.get().version() != version || !replace(workspaceId, id, version, changed)) {
            return new WorkloadChange.Stale(find(workspaceId, id).orElse(current.get()));
        }
        return new WorkloadChange.Stored(find(workspaceId, id).orElseThrow());
    }

    /** Removes one. False if it is gone already or was changed since {@code version}. */
    public boolean delete(long workspaceId, long id, long version) {
        return db.deleteFrom(WORKLOAD)
                        .where(WORKLOAD.WORKSPACE_ID.eq(workspaceId))
                        .and(WORKLOAD.ID.eq(id))
                        .and(WORKLOAD.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** What {@link #upsert} would do to each, in the same order. Writes nothing. */
    public List<ImportEffect> preview(long workspaceId, List<ClassifiedWorkload> imported) {
        var stored = stored(workspaceId, imported);
        return imported.stream()
                .map(each -> effect(stored.get(Key.of(each.workload())), each))
                .toList();
    }

    /**
     * Stores what is new and what changed, and leaves what is the same untouched. Source and external id say which is
     * which; each pair may occur once.
     *
     * @return what was done to each, in the same order
     */
    public List<ImportEffect> upsert(long workspaceId, List<ClassifiedWorkload> imported) {
        return upsert(workspaceId, imported, (before, after) -> {});
    }

    /**
     * The same, telling of each workload that is replaced what it was and what it becomes.
     *
     * @return what was done to each, in the same order
     */
    public List<ImportEffect> upsert(
            long workspaceId, List<ClassifiedWorkload> imported, BiConsumer<StoredWorkload, Workload> replaced) {
        var stored = stored(workspaceId, imported);
        var effects = new ArrayList<ImportEffect>();
        var added = new ArrayList<ClassifiedWorkload>();
        for (var each : imported) {
            var before = stored.get(Key.of(each.workload()));
            var effect = effect(before, each);
            effects.add(effect);
            if (before == null) {
                added.add(each);
            } else if (effect == ImportEffect.CHANGED) {
                replaced.accept(find(workspaceId, before.id()).orElseThrow(), each.workload());
                if (!replace(workspaceId, before.id(), before.version(), each)) {
                    throw new IllegalStateException(
                            "Workload (" + each.workload().externalId()
                                    + ") was changed by someone else during the import. Import the file again.");
                }
            }
        }
        insertAll(workspaceId, added);
        return effects;
    }

    private static ImportEffect effect(@Nullable Before before, ClassifiedWorkload after) {
        if (before == null) {
            return ImportEffect.NEW;
        }
        return before.contentSha256().equals(WorkloadRecordsSql.contentSha256(after))
                ? ImportEffect.UNCHANGED
                : ImportEffect.CHANGED;
    }

    private record Key(String source, String externalId) {
        static Key of(Workload workload) {
            return new Key(workload.source(), workload.externalId());
        }
    }

    private record Before(long id, long version, String contentSha256) {}

    private Map<Key, Before> stored(long workspaceId, Collection<ClassifiedWorkload> imported) {
        var sources = imported.stream()
                .map(each -> each.workload().source())
                .distinct()
                .toList();
        var stored = new HashMap<Key, Before>();
        db.select(WORKLOAD.SOURCE, WORKLOAD.EXTERNAL_ID, WORKLOAD.ID, WORKLOAD.VERSION, WORKLOAD.CONTENT_SHA256)
                .from(WORKLOAD)
                .where(WORKLOAD.WORKSPACE_ID.eq(workspaceId))
                .and(WORKLOAD.SOURCE.in(sources))
                .forEach(found -> stored.put(
                        new Key(found.value1(), found.value2()),
                        new Before(found.value3(), found.value4(), found.value5())));
        return stored;
    }

    private void insertAll(long workspaceId, List<ClassifiedWorkload> added) {
        for (int from = 0; from < added.size(); from += BATCH) {
            var part = added.subList(from, Math.min(added.size(), from + BATCH));
            var ids = db.insertInto(WORKLOAD)
                    .set(part.stream().map(each -> newRow(workspaceId, each)).toList())
                    .returningResult(WORKLOAD.SOURCE, WORKLOAD.EXTERNAL_ID, WORKLOAD.ID)
                    .fetchMap(found -> new Key(found.value1(), found.value2()), found -> found.value3());
            var documents = new ArrayList<WorkloadDocumentRecord>();
            var points = new ArrayList<DemandPointRecord>();
            for (var each : part) {
                long id = Objects.requireNonNull(ids.get(Key.of(each.workload())));
                documents.add(WorkloadRecordsSql.document(workspaceId, id, each.workload()));
                points.addAll(WorkloadRecordsSql.points(workspaceId, id, each.workload()));
            }
            insertChildren(documents, points);
        }
    }

    private WorkloadRecord newRow(long workspaceId, ClassifiedWorkload added) {
        var record = WorkloadRecordsSql.columns(added);
        record.setWorkspaceId(workspaceId);
        record.setVersion(1L);
        record.setCreatedAt(ctx.now());
        record.setUpdatedAt(ctx.now());
        return record;
    }

    private boolean replace(long workspaceId, long id, long version, ClassifiedWorkload changed) {
        var record = WorkloadRecordsSql.columns(changed);
        record.setVersion(version + 1);
        record.setUpdatedAt(ctx.now());
        int rows = db.update(WORKLOAD)
                .set(record)
                .where(WORKLOAD.WORKSPACE_ID.eq(workspaceId))
                .and(WORKLOAD.ID.eq(id))
                .and(WORKLOAD.VERSION.eq(version))
                .execute();
        if (rows == 0) {
            return false;
        }
        db.deleteFrom(WORKLOAD_DOCUMENT)
                .where(WORKLOAD_DOCUMENT.WORKSPACE_ID.eq(workspaceId))
                .and(WORKLOAD_DOCUMENT.WORKLOAD_ID.eq(id))
                .execute();
        db.deleteFrom(DEMAND_POINT)
                .where(DEMAND_POINT.WORKSPACE_ID.eq(workspaceId))
                .and(DEMAND_POINT.WORKLOAD_ID.eq(id))
                .execute();
        insertChildren(
                List.of(WorkloadRecordsSql.document(workspaceId, id, changed.workload())),
                WorkloadRecordsSql.points(workspaceId, id, changed.workload()));
        return true;
    }

    private void insertChildren(List<WorkloadDocumentRecord> documents, List<DemandPointRecord> points) {
        db.insertInto(WORKLOAD_DOCUMENT).set(documents).execute();
        for (int from = 0; from < points.size(); from += BATCH) {
            db.insertInto(DEMAND_POINT)
                    .set(points.subList(from, Math.min(points.size(), from + BATCH)))
                    .execute();
        }
    }

    /** How many workloads of each class there are: for the overview of the taxonomy. */
    public Map<WorkloadClass, Integer> countByClass(long workspaceId) {
        return db.select(WORKLOAD.WORKLOAD_CLASS.convertFrom(WorkloadClass::valueOf), DSL.count())
                .from(WORKLOAD)
                .where(WORKLOAD.WORKSPACE_ID.eq(workspaceId))
                .groupBy(WORKLOAD.WORKLOAD_CLASS)
                .fetchMap(found -> found.value1(), found -> found.value2());
    }

    /** Whether the stored document of a workload is the one that it was stored with. */
    public record Content(long workspaceId, long id, boolean sound) {}

    /** The workloads of all workspaces, in order, after the given one: for a check. */
    public List<Content> contents(long workspaceId, long id, int limit) {
        return db.select(
                        WORKLOAD.WORKSPACE_ID,
                        WORKLOAD.ID,
                        WORKLOAD.WORKLOAD_CLASS,
                        WORKLOAD.RULE_ID,
                        WORKLOAD.LATENCY_TIER,
                        WORKLOAD.WARNINGS,
                        WORKLOAD.CONTENT_SHA256,
                        WORKLOAD_DOCUMENT.DOCUMENT)
                .from(WORKLOAD)
                .leftJoin(WORKLOAD_DOCUMENT)
                .on(WORKLOAD_DOCUMENT.WORKSPACE_ID.eq(WORKLOAD.WORKSPACE_ID))
                .and(WORKLOAD_DOCUMENT.WORKLOAD_ID.eq(WORKLOAD.ID))
                .where(row(WORKLOAD.WORKSPACE_ID, WORKLOAD.ID).gt(workspaceId, id))
                .orderBy(WORKLOAD.WORKSPACE_ID, WORKLOAD.ID)
                .limit(limit)
                .fetch(found -> new Content(
                        found.value1(),
                        found.value2(),
                        found.value7()
                                .equals(WorkloadRecordsSql.contentSha256(
                                        String.valueOf(found.value8()),
                                        found.value3(),
                                        found.value4(),
                                        found.value5(),
                                        "[" + found.value6().replace(";", ", ") + "]"))));
    }
}
