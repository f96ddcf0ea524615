package org.tierwise.catalog.estate;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.IMPORT_BATCH;
import static org.tierwise.catalog.schema.Tables.IMPORT_PIECE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.Pieces;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.ImportPieceRecord;

/** Uploaded inventories, file and all, so that nothing is lost by a reload. They are kept for a week. */
public final class ImportRepository {
    /** Long enough to come back after a weekend; an import is no archive. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final TxContext ctx;
    private final DSLContext db;

    public ImportRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    public ImportBatch insert(long workspaceId, String fileName, byte[] content, String createdBy) {
        long id = db.insertInto(IMPORT_BATCH)
                .set(IMPORT_BATCH.WORKSPACE_ID, workspaceId)
                .set(IMPORT_BATCH.FILE_NAME, fileName)
                .set(IMPORT_BATCH.BYTE_COUNT, (long) content.length)
                .set(IMPORT_BATCH.SHA256, Digest.sha256(content))
                .set(IMPORT_BATCH.STATE, ImportBatch.State.UPLOADED.name())
                .set(IMPORT_BATCH.ROWS_NEW, 0)
                .set(IMPORT_BATCH.ROWS_CHANGED, 0)
                .set(IMPORT_BATCH.ROWS_UNCHANGED, 0)
                .set(IMPORT_BATCH.ROWS_WARNED, 0)
                .set(IMPORT_BATCH.ROWS_REJECTED, 0)
                .set(IMPORT_BATCH.SETTINGS, "{}")
                .set(IMPORT_BATCH.CREATED_BY, createdBy)
                .set(IMPORT_BATCH.CREATED_AT, ctx.now())
                .returningResult(IMPORT_BATCH.ID)
                .fetchSingle()
                .value1();
        int seq = 0;
        for (var piece : Pieces.split(content)) {
            var record = new ImportPieceRecord();
            record.setWorkspaceId(workspaceId);
            record.setBatchId(id);
            record.setSeq(seq++);
            record.setPiece(piece);
            db.insertInto(IMPORT_PIECE).set(record).execute();
        }
        return find(workspaceId, id).orElseThrow();
    }

    public Optional<ImportBatch> find(long workspaceId, long id) {
        return fetch(is(workspaceId, id)).stream().findFirst();
    }

    /** Newest first. */
    public List<ImportBatch> list(long workspaceId) {
        return fetch(IMPORT_BATCH.WORKSPACE_ID.eq(workspaceId));
    }

    /** The file as it was uploaded. */
    public Optional<byte[]> findContent(long workspaceId, long id) {
        return find(workspaceId, id)
                .map(batch -> Pieces.join(db.select(IMPORT_PIECE.PIECE)
                        .from(IMPORT_PIECE)
                        .where(IMPORT_PIECE.WORKSPACE_ID.eq(workspaceId))
                        .and(IMPORT_PIECE.BATCH_ID.eq(id))
                        .orderBy(IMPORT_PIECE.SEQ)
                        .fetch(IMPORT_PIECE.PIECE)));
    }

    /** Notes what the import would do. False if it is done already, or gone. */
    public boolean validated(long workspaceId, long id, ImportBatch.Counts counts, String settings) {
        return move(workspaceId, id, ImportBatch.State.VALIDATED, counts, settings);
    }

    /**
     * Notes that its workloads are stored: call it in the transaction that stores them. False if somebody was faster,
     * or it is gone; then store nothing.
     */
    public boolean done(long workspaceId, long id, ImportBatch.Counts counts) {
        var settings = find(workspaceId, id).map(ImportBatch::settings).orElse("{}");
        return move(workspaceId, id, ImportBatch.State.DONE, counts, settings);
    }

    private boolean move(
            long workspaceId, long id, ImportBatch.State state, ImportBatch.Counts counts, String settings) {
        return db.update(IMPORT_BATCH)
                        .set(IMPORT_BATCH.STATE, state.name())
                        .set(IMPORT_BATCH.ROWS_NEW, counts.added())
                        .set(IMPORT_BATCH.ROWS_CHANGED, counts.changed())
                        .set(IMPORT_BATCH.ROWS_UNCHANGED, counts.unchanged())
                        .set(IMPORT_BATCH.ROWS_WARNED, counts.warned())
                        .set(IMPORT_BATCH.ROWS_REJECTED, counts.rejected())
                        .set(IMPORT_BATCH.SETTINGS, settings)
                        .set(IMPORT_BATCH.DONE_AT, state == ImportBatch.State.DONE ? ctx.now() : null)
                        .where(is(workspaceId, id))
                        .and(IMPORT_BATCH.STATE.ne(ImportBatch.State.DONE.name()))
                        .execute()
                == 1;
    }

    /** Removes what is older than {@link #KEPT}, in all workspaces. Returns how many. */
    public int deleteOld() {
        return db.deleteFrom(IMPORT_BATCH)
                .where(IMPORT_BATCH.CREATED_AT.lt(ctx.now().minus(KEPT)))
                .execute();
    }

    private static Condition is(long workspaceId, long id) {
        return IMPORT_BATCH.WORKSPACE_ID.eq(workspaceId).and(IMPORT_BATCH.ID.eq(id));
    }

    private List<ImportBatch> fetch(Condition condition) {
        return db.select(
                        IMPORT_BATCH.WORKSPACE_ID,
                        IMPORT_BATCH.ID,
                        IMPORT_BATCH.FILE_NAME,
                        IMPORT_BATCH.BYTE_COUNT,
                        IMPORT_BATCH.SHA256,
                        IMPORT_BATCH.STATE.convertFrom(ImportBatch.State::valueOf),
                        row(
                                        IMPORT_BATCH.ROWS_NEW,
                                        IMPORT_BATCH.ROWS_CHANGED,
                                        IMPORT_BATCH.ROWS_UNCHANGED,
                                        IMPORT_BATCH.ROWS_WARNED,
                                        IMPORT_BATCH.ROWS_REJECTED)
                                .mapping(ImportBatch.Counts::new),
                        IMPORT_BATCH.SETTINGS,
                        IMPORT_BATCH.CREATED_BY,
                        IMPORT_BATCH.CREATED_AT,
                        IMPORT_BATCH.DONE_AT)
                .from(IMPORT_BATCH)
                .where(condition)
                .orderBy(IMPORT_BATCH.ID.desc())
                .fetch(mapping(ImportBatch::new));
    }
}
