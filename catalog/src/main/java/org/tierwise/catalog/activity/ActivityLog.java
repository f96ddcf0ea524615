package org.tierwise.catalog.activity;

import static org.tierwise.catalog.schema.Tables.AUDIT_DOCUMENT;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;
import static org.tierwise.catalog.schema.Tables.AUDIT_HEAD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.StorableText;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.AuditDocumentRecord;
import org.tierwise.catalog.schema.tables.records.AuditEntryRecord;

/**
 * Writes the log, which only grows: there is no way here to change or remove an entry. Write an entry in the
 * transaction of its change, so that neither is without the other.
 *
 * <p>Entries are chained by their hashes at the end of the transaction, while the row of the newest entry is held: so
 * writers form one line on both databases, and each waits only while another commits.
 */
public final class ActivityLog {
    static final int SUMMARY_MAX = 1_000;
    static final int NAME_MAX = 200;
    static final int WORD_MAX = 40;
    static final int ID_MAX = 500;
    static final int IP_MAX = 64;
    /** Half of what the column holds, which one of the databases counts in other units than Java does. */
    private static final int PART_MAX = 500_000;
    /** Rows of one statement; the parameters of one statement are limited. */
    private static final int BATCH = 500;

    private final TxContext ctx;
    private final DSLContext db;
    private final List<Pending> pending = new ArrayList<>();

    public ActivityLog(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** What was changed. */
    public record Subject(String kind, String id) {}

    /** A change of the installation or of one workspace, before it has its place in the chain. */
    private record Pending(
            @Nullable Long workspaceId,
            Instant at,
            Actor by,
            String verb,
            Subject subject,
            String summary,
            ActivityDocuments documents) {
        Activity chained(ActivityHead after) {
            var entry = entry(after, "");
            return entry(after, ActivityChain.hash(entry, documents));
        }

        private Activity entry(ActivityHead after, String hash) {
            return new Activity(after.seq() + 1, at, workspaceId, by, verb, subject, summary, after.hash(), hash);
        }
    }

    /**
     * Logs a change of a workspace.
     *
     * @param summary one sentence for people; cut after {@value #SUMMARY_MAX} characters
     * @param before JSON of the object before; missing if it was created
     * @param after JSON of the object after; missing if it was deleted
     */
    public void add(
            long workspaceId,
            Actor by,
            String verb,
            Subject subject,
            String summary,
            @Nullable String before,
            @Nullable String after) {
        add((Long) workspaceId, ctx.now(), by, verb, subject, summary, before, after);
    }

    /** The same where no more is known of who did it than the name. */
    public void add(
            long workspaceId,
            String actor,
            String verb,
            Subject subject,
            String summary,
            @Nullable String before,
            @Nullable String after) {
        add(workspaceId, Actor.named(actor), verb, subject, summary, before, after);
    }

    /** Logs what belongs to no workspace: who signed in, what was done to the installation. */
    public void addForInstallation(
            Actor by, String verb, Subject subject, String summary, @Nullable String before, @Nullable String after) {
        add(null, ctx.now(), by, verb, subject, summary, before, after);
    }

    void add(
            @Nullable Long workspaceId,
            Instant at,
            Actor by,
            String verb,
            Subject subject,
            String summary,
            @Nullable String before,
            @Nullable String after) {
        if (pending.isEmpty()) {
            ctx.beforeCommit(this::append);
        }
        pending.add(new Pending(
                workspaceId,
                at,
                new Actor(
                        StorableText.of(by.name(), NAME_MAX),
                        StorableText.ofNullable(by.via(), NAME_MAX),
                        StorableText.ofNullable(by.clientIp(), IP_MAX)),
                StorableText.of(verb, WORD_MAX),
                new Subject(StorableText.of(subject.kind(), WORD_MAX), StorableText.of(subject.id(), ID_MAX)),
                StorableText.of(summary, SUMMARY_MAX),
                new ActivityDocuments(
                        before == null ? null : StorableText.sound(before),
                        after == null ? null : StorableText.sound(after))));
    }

    private void append() {
        var head = lockHead();
        var entries = new ArrayList<AuditEntryRecord>();
        var documents = new ArrayList<AuditDocumentRecord>();
        for (var change : pending) {
            var entry = change.chained(head);
            entries.add(record(entry));
            documents.addAll(records(entry.seq(), "BEFORE", change.documents().before()));
            documents.addAll(records(entry.seq(), "AFTER", change.documents().after()));
            head = new ActivityHead(entry.seq(), entry.hash());
        }
        pending.clear();
        for (int from = 0; from < entries.size(); from += BATCH) {
            db.insertInto(AUDIT_ENTRY)
                    .set(entries.subList(from, Math.min(entries.size(), from + BATCH)))
                    .execute();
        }
        for (int from = 0; from < documents.size(); from += BATCH) {
            db.insertInto(AUDIT_DOCUMENT)
                    .set(documents.subList(from, Math.min(documents.size(), from + BATCH)))
                    .execute();
        }
        db.update(AUDIT_HEAD)
                .set(AUDIT_HEAD.SEQ, head.seq())
                .set(AUDIT_HEAD.HASH, head.hash())
                .where(AUDIT_HEAD.ID.eq(1))
                .execute();
    }

    private ActivityHead lockHead() {
        return db.select(AUDIT_HEAD.SEQ, AUDIT_HEAD.HASH)
                .from(AUDIT_HEAD)
                .where(AUDIT_HEAD.ID.eq(1))
                .forUpdate()
                .fetchOptional(found -> new ActivityHead(found.value1(), found.value2()))
                .orElseThrow(() -> new IllegalStateException("The row of the newest activity is gone, so that nothing"
                        + " can be logged and nothing is changed. Run tierwise verify, then restore a backup."));
    }

    private static AuditEntryRecord record(Activity entry) {
        var record = new AuditEntryRecord();
        record.setSeq(entry.seq());
        record.setHappenedAt(entry.happenedAt());
        record.setWorkspaceId(entry.workspaceId());
        record.setActor(entry.by().name());
        record.setVia(entry.by().via());
        record.setClientIp(entry.by().clientIp());
        record.setVerb(entry.verb());
        record.setObjectKind(entry.subject().kind());
        record.setObjectId(entry.subject().id());
        record.setSummary(entry.summary());
        record.setPrevHash(entry.prevHash());
        record.setHash(entry.hash());
        return record;
    }

    private static List<AuditDocumentRecord> records(long seq, String side, @Nullable String document) {
        var records = new ArrayList<AuditDocumentRecord>();
        if (document != null) {
            for (var part : StorableText.parts(document, PART_MAX)) {
                var record = new AuditDocumentRecord();
                record.setSeq(seq);
                record.setSide(side);
                record.setPart(records.size());
                record.setDocument(part);
                records.add(record);
            }
        }
        return records;
    }
}
