package org.tierwise.catalog.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.tierwise.catalog.schema.Tables.AUDIT_DOCUMENT;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;
import static org.tierwise.catalog.schema.Tables.AUDIT_HEAD;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.activity.ActivityChain;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.schema.tables.records.AuditDocumentRecord;
import org.tierwise.catalog.schema.tables.records.AuditEntryRecord;
import org.tierwise.catalog.schema.tables.records.AuditHeadRecord;
import org.tierwise.catalog.testing.RepositoryContract;

/**
 * Somebody with a database client changes the log in random ways: each is found. Afterwards the log is put back, and
 * the check is content again, so that it cannot pass by complaining always.
 */
abstract class ChainMutationContract extends RepositoryContract {
    private static final int ENTRIES = 40;

    @TempDir
    static Path folder;

    private final Random random = new Random(20_261_128);
    private List<AuditEntryRecord> entries = List.of();
    private List<AuditDocumentRecord> documents = List.of();
    private List<AuditHeadRecord> heads = List.of();

    protected abstract int mutations();

    @BeforeAll
    void log_a_little_of_everything_and_note_the_head() {
        workspace = newWorkspace();
        for (int i = 0; i < ENTRIES; i++) {
            int number = i;
            tx.writing(ctx -> new ActivityLog(ctx)
                    .add(
                            workspace,
                            new Actor("actor" + number % 3, number % 4 == 0 ? null : "session " + number, "10.0.0.1"),
                            number % 2 == 0 ? "created" : "changed",
                            new ActivityLog.Subject("workload", Integer.toString(number)),
                            "Entry " + number + ".",
                            number % 2 == 0 ? null : "{\"n\":" + number + "}",
                            "{\"n\":" + (number + 1) + "}"));
        }
        var head = tx.read(ctx -> new ActivityRepository(ctx).head()).orElseThrow();
        tx.writing(ctx -> ctx.dsl()
                .update(AUDIT_HEAD)
                .set(AUDIT_HEAD.LEGACY_CARRIED, true)
                .execute());
        new ActivityAnchors(folder).append(NOW, head);
        tx.read(ctx -> {
            entries = ctx.dsl().selectFrom(AUDIT_ENTRY).orderBy(AUDIT_ENTRY.SEQ).fetch();
            documents = ctx.dsl().selectFrom(AUDIT_DOCUMENT).fetch();
            heads = ctx.dsl().selectFrom(AUDIT_HEAD).fetch();
            // An insert writes the columns that were touched.
            entries.forEach(record -> record.touched(true));
            documents.forEach(record -> record.touched(true));
            heads.forEach(record -> record.touched(true));
            return true;
        });
    }

    private interface Mutation {
        void in(DSLContext db, ActivityRepository log);
    }

    private VerifyState check() {
        return new DatabaseCheck(
                        tx,
                        CLOCK,
                        Optional.of(new ActivityAnchors(folder)),
                        DatabaseCheck.PlanExaminer.NONE,
                        () -> false)
                .all();
    }

    @Test
    void every_mutation_of_the_log_is_found() {
        assertThat(check().problems()).isEmpty();
        var unnoticed = new ArrayList<String>();
        for (int i = 0; i < mutations(); i++) {
            var words = new StringBuilder();
            var mutation = mutation(words);
            tx.writeUnsynced(ctx -> {
                mutation.in(ctx.dsl(), new ActivityRepository(ctx));
                return true;
            });
            if (check().sound()) {
                unnoticed.add(words.toString());
            }
            putBack();
        }
        assertThat(unnoticed).isEmpty();
        assertThat(check().problems()).isEmpty();
    }

    private void putBack() {
        tx.writeUnsynced(ctx -> {
            var db = ctx.dsl();
            db.deleteFrom(AUDIT_ENTRY).execute();
            db.deleteFrom(AUDIT_DOCUMENT).execute();
            db.deleteFrom(AUDIT_HEAD).execute();
            db.insertInto(AUDIT_ENTRY).set(entries).execute();
            db.insertInto(AUDIT_DOCUMENT).set(documents).execute();
            return db.insertInto(AUDIT_HEAD).set(heads).execute();
        });
    }

    private Mutation mutation(StringBuilder words) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> editEntry(words);
            case 4 -> editDocument(words);
            case 5 -> editHead(words);
            case 6 -> delete(words);
            case 7 -> exchange(words);
            case 8 -> cutOff(words);
            default -> insert(words);
        };
    }

    private AuditEntryRecord anyEntry() {
        return entries.get(random.nextInt(entries.size()));
    }

    private Mutation editEntry(StringBuilder words) {
        var entry = anyEntry();
        var column = AUDIT_ENTRY.fields()[random.nextInt(AUDIT_ENTRY.fields().length)];
        var value = other(column, entry);
        words.append("entry ")
                .append(entry.getSeq())
                .append(": ")
                .append(column)
                .append(" = ")
                .append(value);
        boolean repairsHash = random.nextInt(4) == 0
                && !List.of(AUDIT_ENTRY.SEQ, AUDIT_ENTRY.HASH, AUDIT_ENTRY.PREV_HASH)
                        .contains(column);
        return (db, log) -> {
            set(db, column, value, entry);
            if (repairsHash) {
                words.append(", with all hashes after it repaired");
                repairFrom(db, log, entry.getSeq());
            }
        };
    }

    /** What a clever forger does. Only the note outside the database tells. */
    private static void repairFrom(DSLContext db, ActivityRepository log, long from) {
        var prev = from == 1
                ? ActivityChain.GENESIS
                : log.chain(from - 1, 1).getFirst().entry().hash();
        for (var whole : log.chain(from, 1_000)) {
            db.update(AUDIT_ENTRY)
                    .set(AUDIT_ENTRY.PREV_HASH, prev)
                    .where(AUDIT_ENTRY.SEQ.eq(whole.entry().seq()))
                    .execute();
            var again = log.chain(whole.entry().seq(), 1).getFirst();
            prev = ActivityChain.hash(again.entry(), again.documents());
            db.update(AUDIT_ENTRY)
                    .set(AUDIT_ENTRY.HASH, prev)
                    .where(AUDIT_ENTRY.SEQ.eq(whole.entry().seq()))
                    .execute();
        }
        db.update(AUDIT_HEAD).set(AUDIT_HEAD.HASH, prev).execute();
    }

    private static <T> void set(DSLContext db, Field<T> column, Object value, AuditEntryRecord entry) {
        int rows = db.update(AUDIT_ENTRY)
                .set(column, val(value, column))
                .where(AUDIT_ENTRY.SEQ.eq(entry.getSeq()))
                .execute();
        assertThat(rows).isEqualTo(1);
    }

    /** Another value than the row has, of the same type. */
    private Object other(Field<?> column, Record row) {
        var now = row.get(column);
        if (column.equals(AUDIT_ENTRY.SEQ)) {
            return random.nextBoolean() ? 1_000_000L + random.nextInt(1_000) : -(long) random.nextInt(1_000);
        }
        if (column.equals(AUDIT_ENTRY.WORKSPACE_ID)) {
            return now == null ? 1L : (Long) now + 1 + random.nextInt(3);
        }
        if (column.equals(AUDIT_ENTRY.HAPPENED_AT)) {
            return ((java.time.Instant) java.util.Objects.requireNonNull(now))
                    .plusNanos(1_000L * (1 + random.nextInt(1_000_000)));
        }
        if (now == null) {
            return random.nextBoolean() ? "" : "x";
        }
        var text = (String) now;
        if (text.isEmpty()) {
            return "x";
        }
        return switch (random.nextInt(3)) {
            case 0 -> text.length() < 30 ? text + "x" : flipped(new StringBuilder(text));
            case 1 -> flipped(new StringBuilder(text));
            default -> text.substring(1);
        };
    }

    private String flipped(StringBuilder text) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, text.charAt(at) == '0' ? '1' : '0');
        return text.toString();
    }

    private Mutation editDocument(StringBuilder words) {
        var document = documents.get(random.nextInt(documents.size()));
        var is = AUDIT_DOCUMENT
                .SEQ
                .eq(document.getSeq())
                .and(AUDIT_DOCUMENT.SIDE.eq(document.getSide()))
                .and(AUDIT_DOCUMENT.PART.eq(document.getPart()));
        words.append("document of ").append(document.getSeq()).append(' ').append(document.getSide());
        return switch (random.nextInt(4)) {
            case 0 ->
                (db, log) -> db.update(AUDIT_DOCUMENT)
                        .set(AUDIT_DOCUMENT.SEQ, document.getSeq() + 1_000)
                        .where(is)
                        .execute();
            case 1 ->
                (db, log) -> db.update(AUDIT_DOCUMENT)
                        .set(AUDIT_DOCUMENT.PART, 1 + random.nextInt(9))
                        .where(is)
                        .execute();
            case 2 ->
                (db, log) -> db.update(AUDIT_DOCUMENT)
                        .set(AUDIT_DOCUMENT.DOCUMENT, document.getDocument() + " ")
                        .where(is)
                        .execute();
            default ->
                (db, log) -> {
                    // Both sides exchanged, or one renamed.
                    db.update(AUDIT_DOCUMENT)
                            .set(AUDIT_DOCUMENT.PART, -1)
                            .where(is)
                            .execute();
                    db.update(AUDIT_DOCUMENT)
                            .set(AUDIT_DOCUMENT.SIDE, document.getSide().equals("AFTER") ? "BEFORE" : "AFTER")
                            .where(AUDIT_DOCUMENT.SEQ.eq(document.getSeq()))
                            .and(AUDIT_DOCUMENT.PART.eq(-1))
                            .execute();
                };
        };
    }

    private Mutation editHead(StringBuilder words) {
        words.append("head");
        return switch (random.nextInt(4)) {
            case 0 ->
                (db, log) -> db.update(AUDIT_HEAD)
                        .set(AUDIT_HEAD.SEQ, AUDIT_HEAD.SEQ.plus(1))
                        .execute();
            case 1 ->
                (db, log) -> db.update(AUDIT_HEAD)
                        .set(AUDIT_HEAD.SEQ, AUDIT_HEAD.SEQ.minus(inline(1L)))
                        .execute();
            case 2 ->
                (db, log) -> db.update(AUDIT_HEAD)
                        .set(AUDIT_HEAD.HASH, "f".repeat(64))
                        .execute();
            default ->
                (db, log) -> db.update(AUDIT_HEAD)
                        .set(AUDIT_HEAD.LEGACY_CARRIED, false)
                        .execute();
        };
    }

    private Mutation delete(StringBuilder words) {
        var entry = anyEntry();
        words.append("delete ").append(entry.getSeq());
        return switch (random.nextInt(4)) {
            case 0 -> (db, log) -> db.deleteFrom(AUDIT_HEAD).execute();
            case 1 ->
                (db, log) -> db.deleteFrom(AUDIT_DOCUMENT)
                        .where(AUDIT_DOCUMENT.SEQ.eq(entry.getSeq()))
                        .execute();
            default ->
                (db, log) -> {
                    db.deleteFrom(AUDIT_DOCUMENT)
                            .where(AUDIT_DOCUMENT.SEQ.eq(entry.getSeq()))
                            .execute();
                    db.deleteFrom(AUDIT_ENTRY)
                            .where(AUDIT_ENTRY.SEQ.eq(entry.getSeq()))
                            .execute();
                };
        };
    }

    private Mutation exchange(StringBuilder words) {
        long one = anyEntry().getSeq();
        long two = one % ENTRIES + 1;
        words.append("exchange ").append(one).append(" and ").append(two);
        boolean withDocuments = random.nextBoolean();
        return (db, log) -> {
            exchange(db, AUDIT_ENTRY.SEQ, one, two);
            if (withDocuments) {
                exchange(db, AUDIT_DOCUMENT.SEQ, one, two);
            }
        };
    }

    private static void exchange(DSLContext db, TableField<?, Long> number, long one, long two) {
        var table = java.util.Objects.requireNonNull(number.getTable());
        db.update(table).set(number, -7L).where(number.eq(one)).execute();
        db.update(table).set(number, one).where(number.eq(two)).execute();
        db.update(table).set(number, two).where(number.eq(-7L)).execute();
    }

    private Mutation cutOff(StringBuilder words) {
        long last = random.nextInt(ENTRIES);
        boolean repairsHead = random.nextBoolean();
        words.append("cut off after ").append(last).append(repairsHead ? ", head repaired" : "");
        return (db, log) -> {
            db.deleteFrom(AUDIT_ENTRY).where(AUDIT_ENTRY.SEQ.gt(last)).execute();
            db.deleteFrom(AUDIT_DOCUMENT).where(AUDIT_DOCUMENT.SEQ.gt(last)).execute();
            if (repairsHead) {
                db.update(AUDIT_HEAD)
                        .set(AUDIT_HEAD.SEQ, last)
                        .set(
                                AUDIT_HEAD.HASH,
                                last == 0
                                        ? ActivityChain.GENESIS
                                        : entries.get((int) last - 1).getHash())
                        .execute();
            }
        };
    }

    private Mutation insert(StringBuilder words) {
        var copy = anyEntry().into(AUDIT_ENTRY);
        long seq = random.nextBoolean() ? entries.size() + 1L : -random.nextInt(5);
        copy.touched(true);
        copy.setSeq(seq);
        words.append("insert ").append(seq);
        boolean chained = seq > 0 && random.nextBoolean();
        return switch (random.nextInt(3)) {
            case 0 -> {
                var document = new AuditDocumentRecord();
                document.setSeq(1 + random.nextLong(ENTRIES + 3L));
                document.setSide("AFTER");
                document.setPart(1);
                document.setDocument("{}");
                yield (db, log) -> db.insertInto(AUDIT_DOCUMENT).set(document).execute();
            }
            default ->
                (db, log) -> {
                    if (chained) {
                        copy.setPrevHash(entries.getLast().getHash());
                    }
                    db.insertInto(AUDIT_ENTRY).set(copy).execute();
                    if (chained) {
                        var whole = log.chain(seq, 1).getFirst();
                        db.update(AUDIT_ENTRY)
                                .set(AUDIT_ENTRY.HASH, ActivityChain.hash(whole.entry(), whole.documents()))
                                .where(AUDIT_ENTRY.SEQ.eq(seq))
                                .execute();
                    }
                };
        };
    }
}
