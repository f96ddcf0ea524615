package org.tierwise.catalog.activity;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.AUDIT_DOCUMENT;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;
import static org.tierwise.catalog.schema.Tables.AUDIT_HEAD;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SortField;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.AuditEntryRecord;

/** Reads the log. Pages go by the number of the entry, so that the last of a million is as near as the first. */
public final class ActivityRepository {
    private final DSLContext db;

    public ActivityRepository(TxContext ctx) {
        db = ctx.dsl();
    }

    /** An entry with its documents. */
    public record Whole(Activity entry, ActivityDocuments documents) {}

    /** Newest first, those older than {@code before} if it is given. */
    public List<Activity> older(ActivityFilter filter, @Nullable Long before, int limit) {
        var older = before == null ? noCondition() : AUDIT_ENTRY.SEQ.lt(before);
        return entries(matching(filter).and(older), AUDIT_ENTRY.SEQ.desc(), limit);
    }

    /** The entries just newer than {@code after}, newest first. */
    public List<Activity> newer(ActivityFilter filter, long after, int limit) {
        var found =
                new ArrayList<>(entries(matching(filter).and(AUDIT_ENTRY.SEQ.gt(after)), AUDIT_ENTRY.SEQ.asc(), limit));
        Collections.reverse(found);
        return found;
    }

    /** One entry, if the filter lets it through. */
    public Optional<Whole> find(ActivityFilter filter, long seq) {
        return entries(matching(filter).and(AUDIT_ENTRY.SEQ.eq(seq)), AUDIT_ENTRY.SEQ.asc(), 1).stream()
                .findFirst()
                .map(entry -> new Whole(entry, documents(List.of(seq)).getOrDefault(seq, ActivityDocuments.NONE)));
    }

    /** The same as {@link #older} with the documents, for exports. */
    public List<Whole> olderWhole(ActivityFilter filter, @Nullable Long before, int limit) {
        return whole(older(filter, before, limit));
    }

    /** In the order of the chain, whatever their workspace, from {@code first} on: for its check. */
    public List<Whole> chain(long first, int limit) {
        return whole(entries(AUDIT_ENTRY.SEQ.ge(first), AUDIT_ENTRY.SEQ.asc(), limit));
    }

    /** Missing only if somebody removed it. */
    public Optional<ActivityHead> head() {
        return db.select(AUDIT_HEAD.SEQ, AUDIT_HEAD.HASH)
                .from(AUDIT_HEAD)
                .where(AUDIT_HEAD.ID.eq(1))
                .fetchOptional(mapping(ActivityHead::new));
    }

    /** True once what an older version logged is in the chain; always so after the first start. */
    public boolean legacyCarried() {
        return db.fetchExists(AUDIT_HEAD, AUDIT_HEAD.LEGACY_CARRIED.isTrue());
    }

    /** The lowest and highest number under which there is a document; for finding those without an entry. */
    public List<Long> documentRange() {
        return db.select(min(AUDIT_DOCUMENT.SEQ), max(AUDIT_DOCUMENT.SEQ)).from(AUDIT_DOCUMENT).fetch().stream()
                .filter(found -> found.value1() != null)
                .flatMap(found -> java.util.stream.Stream.of(found.value1(), found.value2()))
                .toList();
    }

    /** The kinds of objects that occur, in order. */
    public List<String> kinds(@Nullable Long workspaceId) {
        return distinct(AUDIT_ENTRY.OBJECT_KIND, workspaceId);
    }

    /** Jumps from value to value along the index, so that it costs as many looks as there are values. */
    private List<String> distinct(TableField<AuditEntryRecord, String> column, @Nullable Long workspaceId) {
        var values = new ArrayList<String>();
        var next = next(column, workspaceId, null);
        while (next != null) {
            values.add(next);
            next = next(column, workspaceId, next);
        }
        return values;
    }

    private @Nullable String next(
            TableField<AuditEntryRecord, String> column, @Nullable Long workspaceId, @Nullable String last) {
        return db.select(min(column))
                .from(AUDIT_ENTRY)
                .where(workspaceId == null ? noCondition() : AUDIT_ENTRY.WORKSPACE_ID.eq(workspaceId))
                .and(last == null ? noCondition() : column.gt(last))
                .fetchSingle()
                .value1();
    }

    private static Condition matching(ActivityFilter filter) {
        var condition = noCondition();
        if (filter.workspaceId() != null) {
            condition = condition.and(AUDIT_ENTRY.WORKSPACE_ID.eq(filter.workspaceId()));
        }
        condition = condition
                .and(is(AUDIT_ENTRY.ACTOR, filter.actor()))
                .and(is(AUDIT_ENTRY.OBJECT_KIND, filter.kind()))
                .and(is(AUDIT_ENTRY.OBJECT_ID, filter.id()))
                .and(is(AUDIT_ENTRY.VERB, filter.verb()));
        if (filter.from() != null) {
            condition = condition.and(AUDIT_ENTRY.HAPPENED_AT.ge(filter.from()));
        }
        if (filter.until() != null) {
            condition = condition.and(AUDIT_ENTRY.HAPPENED_AT.lt(filter.until()));
        }
        for (var word : filter.text().strip().split("\\s+")) {
            if (!word.isEmpty()) {
                condition = condition.and(AUDIT_ENTRY
                        .SUMMARY
                        .containsIgnoreCase(word)
                        .or(AUDIT_ENTRY.OBJECT_ID.containsIgnoreCase(word))
                        .or(AUDIT_ENTRY.ACTOR.containsIgnoreCase(word)));
            }
        }
        return condition;
    }

    private static Condition is(TableField<AuditEntryRecord, String> column, String value) {
        return value.isEmpty() ? noCondition() : column.eq(value);
    }

    private List<Activity> entries(Condition condition, SortField<Long> order, int limit) {
        return db.select(
                        AUDIT_ENTRY.SEQ,
                        AUDIT_ENTRY.HAPPENED_AT,
                        AUDIT_ENTRY.WORKSPACE_ID,
                        row(AUDIT_ENTRY.ACTOR, AUDIT_ENTRY.VIA, AUDIT_ENTRY.CLIENT_IP)
                                .mapping(Actor::new),
                        AUDIT_ENTRY.VERB,
                        row(AUDIT_ENTRY.OBJECT_KIND, AUDIT_ENTRY.OBJECT_ID).mapping(ActivityLog.Subject::new),
                        AUDIT_ENTRY.SUMMARY,
                        AUDIT_ENTRY.PREV_HASH,
                        AUDIT_ENTRY.HASH)
                .from(AUDIT_ENTRY)
                .where(condition)
                .orderBy(order)
                .limit(limit)
                .fetch(mapping(Activity::new));
    }

    private List<Whole> whole(List<Activity> entries) {
        var documents = documents(entries.stream().map(Activity::seq).toList());
        return entries.stream()
                .map(entry -> new Whole(entry, documents.getOrDefault(entry.seq(), ActivityDocuments.NONE)))
                .toList();
    }

    private Map<Long, ActivityDocuments> documents(List<Long> entries) {
        var sides = new HashMap<Long, Sides>();
        db.select(AUDIT_DOCUMENT.SEQ, AUDIT_DOCUMENT.SIDE, AUDIT_DOCUMENT.PART, AUDIT_DOCUMENT.DOCUMENT)
                .from(AUDIT_DOCUMENT)
                .where(AUDIT_DOCUMENT.SEQ.in(entries))
                .orderBy(AUDIT_DOCUMENT.SEQ, AUDIT_DOCUMENT.SIDE, AUDIT_DOCUMENT.PART)
                .forEach(found -> sides.computeIfAbsent(found.value1(), seq -> new Sides())
                        .add(found.value2(), found.value3(), found.value4()));
        var documents = new HashMap<Long, ActivityDocuments>();
        sides.forEach((seq, both) -> documents.put(seq, both.documents()));
        return documents;
    }

    /** Puts the documents of one entry together. A part that is not where it was written makes another document. */
    private static final class Sides {
        private @Nullable StringBuilder before;
        private @Nullable StringBuilder after;
        private int next;

        void add(String side, int part, String text) {
            boolean isBefore = side.equals("BEFORE");
            var document = isBefore ? before : after;
            if (document == null) {
                document = new StringBuilder();
                next = 0;
            }
            if (part != next || !isBefore && !side.equals("AFTER")) {
                document.append("(part ")
                        .append(part)
                        .append(" of ")
                        .append(side)
                        .append(" is out of place)");
            }
            next = part + 1;
            document.append(text);
            if (isBefore) {
                before = document;
            } else {
                after = document;
            }
        }

        ActivityDocuments documents() {
            return new ActivityDocuments(
                    before == null ? null : before.toString(), after == null ? null : after.toString());
        }
    }
}
