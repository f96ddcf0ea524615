package org.tierwise.catalog.plan;

import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.PLAN;
import static org.tierwise.catalog.schema.Tables.PLAN_CERTIFICATE_PIECE;
import static org.tierwise.catalog.schema.Tables.PLAN_PIECE;
import static org.tierwise.catalog.schema.Tables.WORKSPACE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.Pieces;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.PlanCertificatePieceRecord;
import org.tierwise.catalog.schema.tables.records.PlanPieceRecord;
import org.tierwise.catalog.schema.tables.records.PlanRecord;

/** The plans of the workspaces. A plan is stored once and never changed; each reading recomputes its SHA-256. */
public final class PlanRepository {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRepository.class);

    private final TxContext ctx;
    private final DSLContext db;

    public PlanRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Stores a plan of which no input is kept under the next number of its workspace. */
    public PlanSummary insert(long workspaceId, PlacementPlan plan, String createdBy, @Nullable Long jobId) {
        return insert(workspaceId, plan, createdBy, jobId, null);
    }

    /**
     * Stores a plan under the next number of its workspace.
     *
     * @param inputSnapshot what it was solved from, stored already
     */
    public PlanSummary insert(
            long workspaceId,
            PlacementPlan plan,
            String createdBy,
            @Nullable Long jobId,
            @Nullable String inputSnapshot) {
        var brief = PlanJson.writeBrief(plan);
        var certificate = plan.certificate();
        var json = certificate == null ? brief : PlanJson.complete(brief, certificate);
        var row = new PlanRecord();
        row.setWorkspaceId(workspaceId);
        row.setPlanNumber(nextNumber(workspaceId));
        PlanRowSql.describe(row, plan);
        row.setCreatedBy(createdBy);
        row.setCreatedAt(ctx.now());
        row.setJobId(jobId);
        row.setSha256(Digest.sha256(json));
        row.setSeal(certificate == null ? null : Digest.sha256(brief));
        row.setInputSnapshot(inputSnapshot);
        row.setRowSha256(PlanRowSql.hash(row));
        long id = db.insertInto(PLAN)
                .set(row)
                .returningResult(PLAN.ID)
                .fetchSingle()
                .value1();
        insertPieces(workspaceId, id, zipped(brief));
        if (certificate != null) {
            insertCertificate(workspaceId, id, certificate);
        }
        return summaries(is(workspaceId, id)).getFirst();
    }

    /**
     * Gives each row of a version that kept no hash of it its hash, if its plan is sound and says the same. Once, at the
     * first start; a row that has none afterwards is damaged.
     */
    public void sealOldRows() {
        var old = db.select(PlanRowSql.COLUMNS)
                .from(PLAN)
                .where(PLAN.ROW_SHA256.isNull())
                .fetchInto(PlanRecord.class);
        for (var row : old) {
            var summary = PlanRowSql.summary(row);
            try {
                if (PlanRowSql.tellsTheSame(row, PlanJson.read(verifiedBrief(summary)))) {
                    db.update(PLAN)
                            .set(PLAN.ROW_SHA256, PlanRowSql.hash(row))
                            .where(is(summary.workspaceId(), summary.id()))
                            .execute();
                }
            } catch (DamagedPlanException | IllegalArgumentException e) {
                LOG.error("Plan {} of workspace {} is damaged.", summary.number(), summary.workspaceId(), e);
            }
        }
    }

    /** Holds the row of the workspace, so that two writers cannot take the same number. */
    private int nextNumber(long workspaceId) {
        db.select(WORKSPACE.ID)
                .from(WORKSPACE)
                .where(WORKSPACE.ID.eq(workspaceId))
                .forUpdate()
                .fetchSingle();
        var last = db.select(max(PLAN.PLAN_NUMBER))
                .from(PLAN)
                .where(PLAN.WORKSPACE_ID.eq(workspaceId))
                .fetchSingle()
                .value1();
        return last == null ? 1 : last + 1;
    }

    private void insertPieces(long workspaceId, long id, byte[] bytes) {
        int seq = 0;
        for (var piece : Pieces.split(bytes)) {
            var record = new PlanPieceRecord();
            record.setWorkspaceId(workspaceId);
            record.setPlanId(id);
            record.setSeq(seq++);
            record.setPiece(piece);
            db.insertInto(PLAN_PIECE).set(record).execute();
        }
    }

    private void insertCertificate(long workspaceId, long id, String certificate) {
        int seq = 0;
        for (var piece : Pieces.split(certificate.getBytes(StandardCharsets.UTF_8))) {
            var record = new PlanCertificatePieceRecord();
            record.setWorkspaceId(workspaceId);
            record.setPlanId(id);
            record.setSeq(seq++);
            record.setPiece(piece);
            db.insertInto(PLAN_CERTIFICATE_PIECE).set(record).execute();
        }
    }

    /** Newest first. Those whose row is damaged say so and must not be shown otherwise. */
    public List<PlanSummary> list(long workspaceId) {
        return summaries(PLAN.WORKSPACE_ID.eq(workspaceId));
    }

    /** @throws DamagedPlanException if its row is not what was stored */
    public Optional<PlanSummary> findSummary(long workspaceId, long id) {
        return summaries(is(workspaceId, id)).stream().findFirst().map(PlanRepository::sound);
    }

    /**
     * The plan with this number in its workspace.
     *
     * @throws DamagedPlanException if its row is not what was stored
     */
    public Optional<PlanSummary> findNumbered(long workspaceId, int number) {
        return summaries(PLAN.WORKSPACE_ID.eq(workspaceId).and(PLAN.PLAN_NUMBER.eq(number))).stream()
                .findFirst()
                .map(PlanRepository::sound);
    }

    /** The plans of all workspaces, for a check: their workspace and id, in order, after the given ones. */
    public List<PlanSummary> after(long workspaceId, long id, int limit) {
        return summaries(row(PLAN.WORKSPACE_ID, PLAN.ID).gt(workspaceId, id), limit, PLAN.WORKSPACE_ID, PLAN.ID);
    }

    /** The newest plans of all workspaces. */
    public List<PlanSummary> newest(int limit) {
        return summaries(noCondition(), limit, PLAN.CREATED_AT.desc(), PLAN.ID.desc());
    }

    private static PlanSummary sound(PlanSummary summary) {
        if (summary.damaged()) {
            throw new DamagedPlanException(summary, "its row in the list");
        }
        return summary;
    }

    /** The plan that a job made; damaged or not. */
    public Optional<PlanSummary> findByJob(long workspaceId, long jobId) {
        return summaries(PLAN.WORKSPACE_ID.eq(workspaceId).and(PLAN.JOB_ID.eq(jobId))).stream()
                .findFirst();
    }

    /**
     * The plan as pages need it, without the certificate of its proof.
     *
     * @throws DamagedPlanException if it is not what was stored
     */
    public Optional<StoredPlan> find(long workspaceId, long id) {
        return findSummary(workspaceId, id)
                .map(summary -> new StoredPlan(summary, PlanJson.read(verifiedBrief(summary))));
    }

    /**
     * The canonical JSON of a whole plan as it was stored.
     *
     * @throws DamagedPlanException if it is not what was stored
     */
    public Optional<byte[]> findJson(long workspaceId, long id) {
        return findSummary(workspaceId, id).map(this::verifiedJson);
    }

    private byte[] verifiedJson(PlanSummary summary) {
        var brief = unzipped(summary);
        var certificate = Pieces.join(db.select(PLAN_CERTIFICATE_PIECE.PIECE)
                .from(PLAN_CERTIFICATE_PIECE)
                .where(PLAN_CERTIFICATE_PIECE.WORKSPACE_ID.eq(summary.workspaceId()))
                .and(PLAN_CERTIFICATE_PIECE.PLAN_ID.eq(summary.id()))
                .orderBy(PLAN_CERTIFICATE_PIECE.SEQ)
                .fetch(PLAN_CERTIFICATE_PIECE.PIECE));
        var json = certificate.length == 0
                ? brief
                : PlanJson.complete(brief, new String(certificate, StandardCharsets.UTF_8));
        return verified(summary, json, summary.sha256());
    }

    private byte[] verifiedBrief(PlanSummary summary) {
        return verified(summary, unzipped(summary), summary.seal() == null ? summary.sha256() : summary.seal());
    }

    private byte[] unzipped(PlanSummary summary) {
        var zipped = Pieces.join(db.select(PLAN_PIECE.PIECE)
                .from(PLAN_PIECE)
                .where(PLAN_PIECE.WORKSPACE_ID.eq(summary.workspaceId()))
                .and(PLAN_PIECE.PLAN_ID.eq(summary.id()))
                .orderBy(PLAN_PIECE.SEQ)
                .fetch(PLAN_PIECE.PIECE));
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return unzipped.readAllBytes();
        } catch (IOException e) {
            throw new DamagedPlanException(summary, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] verified(PlanSummary summary, byte[] bytes, String expected) {
        var sha256 = Digest.sha256(bytes);
        if (!sha256.equals(expected)) {
            throw new DamagedPlanException(summary, sha256);
        }
        return bytes;
    }

    private static byte[] zipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Condition is(long workspaceId, long id) {
        return PLAN.WORKSPACE_ID.eq(workspaceId).and(PLAN.ID.eq(id));
    }

    private List<PlanSummary> summaries(Condition condition) {
        return summaries(condition, Integer.MAX_VALUE, PLAN.PLAN_NUMBER.desc());
    }

    private List<PlanSummary> summaries(Condition condition, int limit, OrderField<?>... order) {
        return db.select(PlanRowSql.COLUMNS)
                .from(PLAN)
                .where(condition)
                .orderBy(order)
                .limit(limit)
                .fetch(PlanRowSql::summary);
    }
}
