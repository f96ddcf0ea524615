package org.tierwise.catalog.plan;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.max;
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
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.Pieces;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.schema.tables.records.PlanCertificatePieceRecord;
import org.tierwise.catalog.schema.tables.records.PlanPieceRecord;

/** The plans of the workspaces. A plan is stored once and never changed; each reading recomputes its SHA-256. */
public final class PlanRepository {
    private static final int TITLE_MAX = 300;

    private final TxContext ctx;
    private final DSLContext db;

    public PlanRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Stores a plan under the next number of its workspace. */
    public PlanSummary insert(long workspaceId, PlacementPlan plan, String createdBy, @Nullable Long jobId) {
        var brief = PlanJson.writeBrief(plan);
        var certificate = plan.certificate();
        var json = certificate == null ? brief : PlanJson.complete(brief, certificate);
        var proof = plan.proof();
        var bound = plan.lowerBound();
        var title = plan.title();
        long id = db.insertInto(PLAN)
                .set(PLAN.WORKSPACE_ID, workspaceId)
                .set(PLAN.PLAN_NUMBER, nextNumber(workspaceId))
                .set(PLAN.TITLE, title.length() <= TITLE_MAX ? title : title.substring(0, TITLE_MAX))
                .set(PLAN.POLICY, plan.policy().name())
                .set(PLAN.SOLVED_AT, plan.solvedAt())
                .set(PLAN.CREATED_BY, createdBy)
                .set(PLAN.CREATED_AT, ctx.now())
                .set(PLAN.JOB_ID, jobId)
                .set(PLAN.INPUT_HASH, plan.inputHash())
                .set(PLAN.CATALOGUE_VERSION, plan.catalogueVersion())
                .set(PLAN.SHA256, Digest.sha256(json))
                .set(PLAN.WORKLOAD_COUNT, workloads(plan))
                .set(PLAN.PLACED_COUNT, plan.placements().size())
                .set(PLAN.UNPLACED_COUNT, plan.unplaced().size())
                .set(PLAN.COST_MICROS, plan.monthlyCost().micros())
                .set(PLAN.LOWER_BOUND_MICROS, bound == null ? null : bound.micros())
                .set(
                        PLAN.OBJECTIVE_MICROS,
                        proof == null ? null : proof.objective().micros())
                .set(PLAN.SEAL, certificate == null ? null : Digest.sha256(brief))
                .returningResult(PLAN.ID)
                .fetchSingle()
                .value1();
        insertPieces(workspaceId, id, zipped(brief));
        if (certificate != null) {
            insertCertificate(workspaceId, id, certificate);
        }
        return summaries(is(workspaceId, id)).getFirst();
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

    private static int workloads(PlacementPlan plan) {
        var slices = Stream.concat(
                plan.placements().stream().map(Placement::slice),
                plan.unplaced().stream().map(Unplaced::slice));
        return (int) slices.map(Slice::externalId).distinct().count();
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

    /** Newest first. */
    public List<PlanSummary> list(long workspaceId) {
        return summaries(PLAN.WORKSPACE_ID.eq(workspaceId));
    }

    public Optional<PlanSummary> findSummary(long workspaceId, long id) {
        return summaries(is(workspaceId, id)).stream().findFirst();
    }

    /** The plan with this number in its workspace. */
    public Optional<PlanSummary> findNumbered(long workspaceId, int number) {
        return summaries(PLAN.WORKSPACE_ID.eq(workspaceId).and(PLAN.PLAN_NUMBER.eq(number))).stream()
                .findFirst();
    }

    /** The plan that a job made. */
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
        var seal = db.select(PLAN.SEAL)
                .from(PLAN)
                .where(is(summary.workspaceId(), summary.id()))
                .fetchSingle()
                .value1();
        return verified(summary, unzipped(summary), seal == null ? summary.sha256() : seal);
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
        return db.select(
                        PLAN.WORKSPACE_ID,
                        PLAN.ID,
                        PLAN.PLAN_NUMBER,
                        PLAN.TITLE,
                        PLAN.POLICY,
                        PLAN.SOLVED_AT,
                        PLAN.CREATED_BY,
                        PLAN.CREATED_AT,
                        PLAN.JOB_ID,
                        PLAN.INPUT_HASH,
                        PLAN.CATALOGUE_VERSION,
                        PLAN.SHA256,
                        PLAN.WORKLOAD_COUNT,
                        PLAN.PLACED_COUNT,
                        PLAN.UNPLACED_COUNT,
                        PLAN.COST_MICROS.convertFrom(Money::new),
                        PLAN.LOWER_BOUND_MICROS.convertFrom(micros -> micros == null ? null : new Money(micros)),
                        PLAN.OBJECTIVE_MICROS.convertFrom(micros -> micros == null ? null : new Money(micros)))
                .from(PLAN)
                .where(condition)
                .orderBy(PLAN.PLAN_NUMBER.desc())
                .fetch(mapping(PlanSummary::new));
    }
}
