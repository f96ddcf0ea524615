package org.tierwise.catalog.approval;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.SQLDataType.VARCHAR;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;
import static org.tierwise.catalog.schema.Tables.PLAN;
import static org.tierwise.catalog.schema.Tables.PLAN_DECISION;
import static org.tierwise.catalog.schema.Tables.WORKSPACE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Record;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.StorableText;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.schema.tables.records.PlanDecisionRecord;

/** The decisions about plans. They are added and never changed, and each is an activity too, so that none can vanish. */
public final class DecisionRepository {
    /** How activities name what was added here; their id is that of the decision. */
    public static final String SUBJECT = "decision";

    private static final String FORM = "tierwise.plan-decision/1";

    private final TxContext ctx;
    private final DSLContext db;

    public DecisionRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** What activities keep of a decision. */
    private record Logged(int plan, String planSha256, Verdict verdict, String reason) {}

    /** Somebody else decided about the plan after this one was looked at. */
    public static final class DecidedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1;

        DecidedMeanwhile() {
            super("Somebody else has decided about this plan meanwhile. Look at it, then decide again if you must.");
        }
    }

    /** Who made the plan wanted to approve it. */
    public static final class OwnPlan extends RuntimeException {
        private static final long serialVersionUID = 1;

        OwnPlan() {
            super("You made this plan, so somebody else has to decide about it: four eyes see more than two.");
        }
    }

    /**
     * Adds a decision and its activity.
     *
     * @param seen id of the last decision about the plan that whoever decides has seen; 0 if there was none
     * @throws DecidedMeanwhile if there is a newer one
     * @throws OwnPlan if the same person made the plan
     */
    public Decision insert(PlanSummary plan, Verdict verdict, String reason, Actor by, long seen) {
        if (Persons.same(plan.createdBy(), by.name())) {
            throw new OwnPlan();
        }
        lock(plan);
        var earlier = about(plan);
        if (earlier.isEmpty() ? seen != 0 : seen != earlier.getLast().id()) {
            throw new DecidedMeanwhile();
        }
        var row = new PlanDecisionRecord();
        row.setWorkspaceId(plan.workspaceId());
        row.setPlanId(plan.id());
        row.setPlanSha256(plan.sha256());
        row.setVerdict(verdict.name());
        row.setReason(StorableText.of(reason, Decision.REASON_MAX));
        row.setDecidedBy(by.name());
        row.setDecidedAt(ctx.now());
        row.setRowSha256(hash(row));
        long id = db.insertInto(PLAN_DECISION)
                .set(row)
                .returningResult(PLAN_DECISION.ID)
                .fetchSingle()
                .value1();
        new ActivityLog(ctx)
                .add(
                        plan.workspaceId(),
                        by,
                        verdict.verb(),
                        new ActivityLog.Subject(SUBJECT, Long.toString(id)),
                        sentence(plan, verdict, reason),
                        earlier.isEmpty() ? null : logged(plan, earlier.getLast()),
                        RecordJson.write(new Logged(plan.number(), plan.sha256(), verdict, reason)));
        return about(plan).getLast();
    }

    private static String sentence(PlanSummary plan, Verdict verdict, String reason) {
        var what = switch (verdict) {
            case APPROVED -> "Approved plan ";
            case RETURNED -> "Asked for changes of plan ";
            case REJECTED -> "Rejected plan ";
        };
        return what + plan.number() + " (" + plan.title() + "): " + reason;
    }

    private static String logged(PlanSummary plan, Decision earlier) {
        return RecordJson.write(new Logged(plan.number(), earlier.planSha256(), earlier.verdict(), earlier.reason()));
    }

    /** Two who decide at the same time take turns. */
    private void lock(PlanSummary plan) {
        db.select(PLAN.ID)
                .from(PLAN)
                .where(PLAN.WORKSPACE_ID.eq(plan.workspaceId()).and(PLAN.ID.eq(plan.id())))
                .forUpdate()
                .fetchSingle();
    }

    /** All decisions about a plan, oldest first. */
    public List<Decision> about(PlanSummary plan) {
        return decisions(PLAN_DECISION.WORKSPACE_ID.eq(plan.workspaceId()).and(PLAN_DECISION.PLAN_ID.eq(plan.id())));
    }

    /** All decisions of a workspace, oldest first. */
    public List<Decision> list(long workspaceId) {
        return decisions(PLAN_DECISION.WORKSPACE_ID.eq(workspaceId));
    }

    /** The status of each plan of the workspace that somebody has decided about, by the id of the plan. */
    public Map<Long, PlanStatus> statuses(long workspaceId) {
        var byPlan = new LinkedHashMap<Long, List<Decision>>();
        for (var decision : list(workspaceId)) {
            byPlan.computeIfAbsent(decision.planId(), unused -> new ArrayList<>())
                    .add(decision);
        }
        long newest = byPlan.values().stream()
                .filter(about -> about.stream().noneMatch(Decision::damaged))
                .map(List::getLast)
                .filter(last -> last.verdict() == Verdict.APPROVED)
                .map(Decision::id)
                .max(Comparator.naturalOrder())
                .orElse(0L);
        var statuses = new HashMap<Long, PlanStatus>();
        byPlan.forEach((plan, about) -> statuses.put(plan, PlanStatus.of(about, newest)));
        return statuses;
    }

    /**
     * What decisions and activities do not agree about, one sentence each: decisions that were not logged, because
     * somebody added them elsewhere, and logged ones that are gone.
     */
    public List<String> disagreements() {
        var id = cast(PLAN_DECISION.ID, VARCHAR(20));
        var logged = AUDIT_ENTRY
                .OBJECT_KIND
                .eq(SUBJECT)
                .and(AUDIT_ENTRY.WORKSPACE_ID.eq(PLAN_DECISION.WORKSPACE_ID))
                .and(AUDIT_ENTRY.OBJECT_ID.eq(id));
        var words = new ArrayList<>(db.select(PLAN_DECISION.WORKSPACE_ID, PLAN_DECISION.ID)
                .from(PLAN_DECISION)
                .whereNotExists(selectOne().from(AUDIT_ENTRY).where(logged))
                .orderBy(PLAN_DECISION.WORKSPACE_ID, PLAN_DECISION.ID)
                .fetch(row -> "Decision " + row.value2() + " of workspace " + row.value1()
                        + " is not among the activities: nobody took it."));
        words.addAll(db.select(AUDIT_ENTRY.WORKSPACE_ID, AUDIT_ENTRY.OBJECT_ID)
                .from(AUDIT_ENTRY)
                // A workspace that was removed took its plans with it.
                .join(WORKSPACE)
                .on(WORKSPACE.ID.eq(AUDIT_ENTRY.WORKSPACE_ID))
                .where(AUDIT_ENTRY.OBJECT_KIND.eq(SUBJECT))
                .andNotExists(selectOne().from(PLAN_DECISION).where(logged))
                .orderBy(AUDIT_ENTRY.SEQ)
                .fetch(row -> "Decision " + row.value2() + " of workspace " + row.value1() + " is gone."));
        return words;
    }

    /** All decisions, for a check: by workspace and id, after the given ones. */
    public List<Decision> after(long workspaceId, long id, int limit) {
        return decisions(
                row(PLAN_DECISION.WORKSPACE_ID, PLAN_DECISION.ID).gt(workspaceId, id),
                limit,
                PLAN_DECISION.WORKSPACE_ID,
                PLAN_DECISION.ID);
    }

    /** The status of one plan. */
    public PlanStatus status(PlanSummary plan) {
        return statuses(plan.workspaceId()).getOrDefault(plan.id(), PlanStatus.DRAFT);
    }

    private List<Decision> decisions(Condition condition) {
        return decisions(condition, Integer.MAX_VALUE, PLAN_DECISION.ID);
    }

    private List<Decision> decisions(Condition condition, int limit, OrderField<?>... order) {
        return db.select(PLAN_DECISION.fields())
                .select(PLAN.SHA256)
                .from(PLAN_DECISION)
                .join(PLAN)
                .on(PLAN.WORKSPACE_ID.eq(PLAN_DECISION.WORKSPACE_ID).and(PLAN.ID.eq(PLAN_DECISION.PLAN_ID)))
                .where(condition)
                .orderBy(order)
                .limit(limit)
                .fetch(DecisionRepository::decision);
    }

    private static Decision decision(Record found) {
        var row = found.into(PLAN_DECISION);
        var verdict = Stream.of(Verdict.values())
                .filter(known -> known.name().equals(row.getVerdict()))
                .findFirst();
        return new Decision(
                row.getWorkspaceId(),
                row.getId(),
                row.getPlanId(),
                row.getPlanSha256(),
                verdict.orElse(Verdict.REJECTED),
                row.getReason(),
                row.getDecidedBy(),
                row.getDecidedAt(),
                verdict.isEmpty()
                        || !hash(row).equals(row.getRowSha256())
                        || !row.getPlanSha256().equals(found.get(PLAN.SHA256)));
    }

    /** Without the ids, which the database gives. */
    private static String hash(PlanDecisionRecord row) {
        return Digest.ofFields(
                FORM,
                row.getWorkspaceId(),
                row.getPlanSha256(),
                row.getVerdict(),
                row.getReason(),
                row.getDecidedBy(),
                row.getDecidedAt());
    }
}
