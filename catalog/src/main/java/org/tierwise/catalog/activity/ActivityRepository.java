package org.tierwise.catalog.activity;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.AUDIT_DOCUMENT;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;
import static org.tierwise.catalog.schema.Tables.AUDIT_HEAD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
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

    /** How many entries one request looks through: some tenths of a second. */
    public static final int SCAN = 200_000;

    private static final int SLACK = 1_000;

    /**
     * Some entries, newest first.
     *
     * @param next pass it as {@code before} to look on; null if there is nothing left. There may be one though there are
     *     no entries here: so much was looked through in vain
     */
    public record Part(List<Activity> entries, @Nullable Long next) {
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /** An entry with its documents. */
    public record Whole(Activity entry, ActivityDocuments documents) {}

    /**
     * Newest first, those older than {@code before} if it is given. Of a filter that no index helps it looks through
     * {@value #SCAN} entries at most, so that no request takes long however long the log is.
     */
    public Part older(ActivityFilter filter, @Nullable Long before, int limit) {
        long top = before == null ? Long.MAX_VALUE : before;
        if (!filter.scans()) {
            return part(entries(filter, AUDIT_ENTRY.SEQ.lt(top), true, limit + 1), limit, null);
        }
        top = Math.min(top, head().map(ActivityHead::seq).orElse(0L) + 1);
        if (filter.until() != null) {
            top = Math.min(top, lastBefore(filter.until()) + SLACK);
        }
        long floor = filter.from() == null ? 1 : firstFrom(filter.from()) - SLACK;
        long bottom = Math.max(Math.max(1, floor), top - SCAN);
        var found = entries(filter, AUDIT_ENTRY.SEQ.lt(top).and(AUDIT_ENTRY.SEQ.ge(bottom)), true, limit + 1);
        return part(found, limit, bottom > Math.max(1, floor) ? bottom : null);
    }

    private static Part part(List<Activity> found, int limit, @Nullable Long searchOn) {
        return found.size() > limit
                ? new Part(found.subList(0, limit), found.get(limit - 1).seq())
                : new Part(found, searchOn);
    }

    /** The entries just newer than {@code after}, newest first; it looks as far as {@link #older} does. */
    public List<Activity> newer(ActivityFilter filter, long after, int limit) {
        var near = filter.scans() ? AUDIT_ENTRY.SEQ.le(after + SCAN) : noCondition();
        var found = new ArrayList<>(entries(filter, AUDIT_ENTRY.SEQ.gt(after).and(near), false, limit));
        Collections.reverse(found);
        return found;
    }

    /** The newest entry before a time, or 0. Clocks are set back at times: hence some slack around it. */
    private long lastBefore(Instant time) {
        return db.select(AUDIT_ENTRY.SEQ)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.HAPPENED_AT.lt(time))
                .orderBy(AUDIT_ENTRY.HAPPENED_AT.desc(), AUDIT_ENTRY.SEQ.desc())
                .limit(1)
                .fetchOptional(AUDIT_ENTRY.SEQ)
                .orElse(0L);
    }

    /** The first entry at or after a time, or one that does not exist yet. */
    private long firstFrom(Instant time) {
        return db.select(AUDIT_ENTRY.SEQ)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.HAPPENED_AT.ge(time))
                .orderBy(AUDIT_ENTRY.HAPPENED_AT, AUDIT_ENTRY.SEQ)
                .limit(1)
                .fetchOptional(AUDIT_ENTRY.SEQ)
                .orElse(Long.MAX_VALUE);
    }

    /** One entry, if the filter lets it through. */
    public Optional<Whole> find(ActivityFilter filter, long seq) {
        return entries(filter, AUDIT_ENTRY.SEQ.eq(seq), false, 1).stream()
                .findFirst()
                .map(entry -> new Whole(entry, documents(List.of(seq)).getOrDefault(seq, ActivityDocuments.NONE)));
    }

    /** These entries with their documents. */
    public List<Whole> whole(List<Activity> entries) {
        var documents = documents(entries.stream().map(Activity::seq).toList());
        return entries.stream()
                .map(entry -> new Whole(entry, documents.getOrDefault(entry.seq(), ActivityDocuments.NONE)))
                .toList();
    }

    /** In the order of the chain, whatever their workspace, from {@code first} on: for its check. */
    public List<Whole> chain(long first, int limit) {
        return whole(entries(AUDIT_ENTRY.SEQ.ge(first), List.of(AUDIT_ENTRY.SEQ.asc()), limit));
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

    /** The kinds of objects that occur, in order. It jumps along the index from kind to kind. */
    public List<String> kinds(@Nullable Long workspaceId) {
        var kinds = new ArrayList<String>();
        var next = nextKind(workspaceId, null);
        while (next.isPresent()) {
            kinds.add(next.get());
            next = nextKind(workspaceId, next.get());
        }
        return kinds;
    }

    /** In the order of an index: a {@code min} would make H2 read all rows of the workspace. */
    private Optional<String> nextKind(@Nullable Long workspaceId, @Nullable String last) {
        var kinds = db.select(AUDIT_ENTRY.OBJECT_KIND)
                .from(AUDIT_ENTRY)
                .where(workspaceId == null ? noCondition() : AUDIT_ENTRY.WORKSPACE_ID.eq(workspaceId))
                .and(last == null ? noCondition() : AUDIT_ENTRY.OBJECT_KIND.gt(last));
        var ordered = workspaceId == null
                ? kinds.orderBy(AUDIT_ENTRY.OBJECT_KIND)
                : kinds.orderBy(AUDIT_ENTRY.WORKSPACE_ID, AUDIT_ENTRY.OBJECT_KIND);
        return ordered.limit(1).fetchOptional(AUDIT_ENTRY.OBJECT_KIND);
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

    /** In the order of the index that finds them, so that a page reads no more than it shows. */
    private List<Activity> entries(ActivityFilter filter, Condition where, boolean newestFirst, int limit) {
        var columns = new ArrayList<Field<?>>();
        if (filter.workspaceId() != null) {
            columns.add(AUDIT_ENTRY.WORKSPACE_ID);
        }
        if (!filter.kind().isEmpty()) {
            columns.add(AUDIT_ENTRY.OBJECT_KIND);
        }
        if (filter.workspaceId() != null
                && !filter.kind().isEmpty()
                && !filter.id().isEmpty()) {
            columns.add(AUDIT_ENTRY.OBJECT_ID);
        }
        columns.add(AUDIT_ENTRY.SEQ);
        var order = columns.stream()
                .map(column -> newestFirst ? column.desc() : column.asc())
                .toList();
        return entries(matching(filter).and(where), order, limit);
    }

    private List<Activity> entries(Condition condition, List<? extends SortField<?>> order, int limit) {
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
