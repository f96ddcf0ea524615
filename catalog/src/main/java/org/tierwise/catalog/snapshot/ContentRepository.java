package org.tierwise.catalog.snapshot;

import static org.tierwise.catalog.schema.Tables.CONTENT_BLOB;
import static org.tierwise.catalog.schema.Tables.CONTENT_PIECE;
import static org.tierwise.catalog.schema.Tables.INPUT_SNAPSHOT;
import static org.tierwise.catalog.schema.Tables.INPUT_SNAPSHOT_PART;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.Pieces;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.ContentPieceRecord;

/** Contents under their SHA-256, each stored once, compressed. Each reading recomputes the hash. */
public final class ContentRepository {
    /** Unused content stays so long, because a writer that has just found it may be about to use it. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final TxContext ctx;
    private final DSLContext db;

    public ContentRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Stores the content unless it is there. Returns its SHA-256. */
    public String put(byte[] content) {
        var sha256 = Digest.sha256(content);
        // Raising the time holds the row, so that nobody removes it as unused before this transaction uses it.
        int known = db.update(CONTENT_BLOB)
                .set(CONTENT_BLOB.USED_AT, ctx.now())
                .where(CONTENT_BLOB.SHA256.eq(sha256))
                .execute();
        if (known == 0 && insert(sha256, content.length)) {
            int seq = 0;
            for (var piece : Pieces.split(zipped(content))) {
                var record = new ContentPieceRecord();
                record.setSha256(sha256);
                record.setSeq(seq++);
                record.setPiece(piece);
                db.insertInto(CONTENT_PIECE).set(record).execute();
            }
        }
        return sha256;
    }

    /** False if another transaction stored the same a moment before. */
    private boolean insert(String sha256, long byteCount) {
        return db.insertInto(CONTENT_BLOB)
                        .set(CONTENT_BLOB.SHA256, sha256)
                        .set(CONTENT_BLOB.BYTE_COUNT, byteCount)
                        .set(CONTENT_BLOB.USED_AT, ctx.now())
                        .onConflict(CONTENT_BLOB.SHA256)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** @throws DamagedContentException if it is missing, or not what was stored */
    public byte[] get(String sha256) {
        var pieces = db.select(CONTENT_PIECE.PIECE)
                .from(CONTENT_PIECE)
                .where(CONTENT_PIECE.SHA256.eq(sha256))
                .orderBy(CONTENT_PIECE.SEQ)
                .fetch(CONTENT_PIECE.PIECE);
        if (pieces.isEmpty()) {
            throw new DamagedContentException(sha256, "it is missing");
        }
        byte[] content;
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(Pieces.join(pieces)))) {
            content = unzipped.readAllBytes();
        } catch (IOException e) {
            throw new DamagedContentException(sha256, String.valueOf(e.getMessage()));
        }
        var found = Digest.sha256(content);
        if (!found.equals(sha256)) {
            throw new DamagedContentException(sha256, "its bytes have the SHA-256 " + found);
        }
        return content;
    }

    /** True if there is such a content; it may be damaged. */
    public boolean exists(String sha256) {
        return db.fetchExists(CONTENT_PIECE, CONTENT_PIECE.SHA256.eq(sha256));
    }

    /** The contents of the whole installation, in order, after the given one: for a check. */
    public List<String> after(String sha256, int limit) {
        return db.select(CONTENT_BLOB.SHA256)
                .from(CONTENT_BLOB)
                .where(CONTENT_BLOB.SHA256.gt(sha256))
                .orderBy(CONTENT_BLOB.SHA256)
                .limit(limit)
                .fetch(CONTENT_BLOB.SHA256);
    }

    /** Removes what no snapshot needs any more, since a day or longer. Returns how many. */
    public int deleteUnused() {
        return db.deleteFrom(CONTENT_BLOB)
                .where(CONTENT_BLOB.USED_AT.lt(ctx.now().minus(KEPT)))
                .and(DSL.notExists(
                        DSL.selectOne().from(INPUT_SNAPSHOT).where(INPUT_SNAPSHOT.SHA256.eq(CONTENT_BLOB.SHA256))))
                .and(DSL.notExists(DSL.selectOne()
                        .from(INPUT_SNAPSHOT_PART)
                        .where(INPUT_SNAPSHOT_PART.BLOB_SHA256.eq(CONTENT_BLOB.SHA256))))
                .execute();
    }

    private static byte[] zipped(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
