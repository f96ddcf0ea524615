package org.tierwise.catalog.job;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.tierwise.catalog.schema.Tables.JOB;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;

/**
 * The queue of jobs. A worker claims a job for the length of a lease and renews it; when the lease has run out, because
 * the worker crashed or slept, the next one takes the job over from its last checkpoint. Leases are measured by the
 * clock of the database, which all workers share; where that clock is set back, a lease that ends later than any can is
 * taken for one that has run out.
 */
public final class JobQueue {
    /** A job that brought down its worker so often would do it again. */
    public static final int ATTEMPTS_MAX = 3;

    /** The longest lease that may be asked for. */
    public static final Duration LEASE_MAX = Duration.ofMinutes(1);

    private static final int OUTCOME_MAX = 4_000;
    private static final int LIST_MAX = 200;

    private final TxContext ctx;
    private final DSLContext db;

    public JobQueue(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Adds a job at the end. */
    public Job enqueue(long workspaceId, String kind, String title, String input, String createdBy) {
        return enqueue(workspaceId, kind, title, input, createdBy, null);
    }

    /** Adds a part of another job, which any instance may claim. It is not in the lists for people. */
    public Job enqueuePart(Job whole, String kind, String input) {
        return enqueue(whole.workspaceId(), kind, whole.title(), input, whole.createdBy(), whole.id());
    }

    private Job enqueue(
            long workspaceId, String kind, String title, String input, String createdBy, @Nullable Long parentId) {
        long id = db.insertInto(JOB)
                .set(JOB.WORKSPACE_ID, workspaceId)
                .set(JOB.KIND, kind)
                .set(JOB.TITLE, title)
                .set(JOB.STATE, JobState.QUEUED.name())
                .set(JOB.INPUT, input)
                .set(JOB.PROGRESS, "{}")
                .set(JOB.OUTCOME, "")
                .set(JOB.FENCE, 0L)
                .set(JOB.ATTEMPT, 0)
                .set(JOB.STOP_REQUESTED, false)
                .set(JOB.CREATED_BY, createdBy)
                .set(JOB.CREATED_AT, ctx.now())
                .set(JOB.PARENT_ID, parentId)
                .returningResult(JOB.ID)
                .fetchSingle()
                .value1();
        return find(workspaceId, id).orElseThrow();
    }

    /** True if {@link #claim} would find something of one of the kinds. Cheap, and allowed while only reading. */
    public boolean hasWork(Collection<String> kinds) {
        return db.fetchExists(select(JOB.ID).from(JOB).where(JOB.KIND.in(kinds)).and(claimable(databaseTime())));
    }

    /**
     * Takes the oldest job that waits or whose worker is gone. A job that was begun {@value #ATTEMPTS_MAX} times is not
     * begun again: it ends as FAILED.
     */
    public Optional<Claim> claim(String kind, Instance owner, Duration lease) {
        while (true) {
            var now = databaseTime();
            var found = db.select(JOB.WORKSPACE_ID, JOB.ID, JOB.ATTEMPT, JOB.FENCE)
                    .from(JOB)
                    .where(JOB.KIND.eq(kind))
                    .and(claimable(now))
                    .orderBy(JOB.ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOptional();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            long workspaceId = found.get().value1();
            long id = found.get().value2();
            int attempt = found.get().value3() + 1;
            long fence = found.get().value4() + 1;
            if (attempt > ATTEMPTS_MAX) {
                boolean unused = end(
                        workspaceId,
                        id,
                        noCondition(),
                        JobState.FAILED,
                        "It was begun " + ATTEMPTS_MAX
                                + " times and Tierwise stopped each time before it was done. Maybe memory is short.");
                continue;
            }
            db.update(JOB)
                    .set(JOB.STATE, JobState.RUNNING.name())
                    .set(JOB.LEASE_OWNER, owner.id())
                    .set(JOB.WORKER, owner.name())
                    .set(JOB.LEASE_UNTIL, end(now, lease))
                    .set(JOB.FENCE, fence)
                    .set(JOB.ATTEMPT, attempt)
                    .set(JOB.STARTED_AT, ctx.now())
                    .where(is(workspaceId, id))
                    .execute();
            return Optional.of(db.select(job(), JOB.FENCE, JOB.CHECKPOINT)
                    .from(JOB)
                    .where(is(workspaceId, id))
                    .fetchSingle(mapping(Claim::new)));
        }
    }

    private static Condition claimable(Instant now) {
        return JOB.STATE
                .eq(JobState.QUEUED.name())
                .or(JOB.STATE.eq(JobState.RUNNING.name()).and(isOver(now)));
    }

    private static Condition isOver(Instant now) {
        return JOB.LEASE_UNTIL.lt(now).or(JOB.LEASE_UNTIL.gt(now.plus(LEASE_MAX)));
    }

    private static Instant end(Instant now, Duration lease) {
        if (lease.compareTo(LEASE_MAX) > 0) {
            throw new IllegalArgumentException("The lease (" + lease + ") is longer than " + LEASE_MAX + ".");
        }
        return now.plus(lease);
    }

    private Instant databaseTime() {
        return db.select(currentInstant()).fetchSingle().value1();
    }

    /**
     * Renews the lease and notes how far the work is. To be written unsynced: it is worth nothing after a crash.
     *
     * @param progress JSON for the page
     */
    public Heartbeat heartbeat(Claim claim, Duration lease, String progress) {
        int rows = db.update(JOB)
                .set(JOB.LEASE_UNTIL, end(databaseTime(), lease))
                .set(JOB.PROGRESS, progress)
                .where(heldBy(claim))
                .execute();
        var job = find(claim.job().workspaceId(), claim.job().id());
        return new Heartbeat(rows == 1, job.map(Job::stopRequested).orElse(true));
    }

    /** Keeps what the next attempt can go on from. False if the lease is lost. */
    public boolean checkpoint(Claim claim, String checkpoint) {
        return db.update(JOB)
                        .set(JOB.CHECKPOINT, checkpoint)
                        .where(heldBy(claim))
                        .execute()
                == 1;
    }

    /**
     * Ends a job. Call it in the transaction that stores its result, and throw if it says false: then the lease is lost
     * and the result of another worker counts.
     *
     * @param outcome a sentence for people, or the id of the result
     */
    public boolean end(Claim claim, JobState state, String outcome) {
        return end(claim.job().workspaceId(), claim.job().id(), heldBy(claim), state, outcome);
    }

    /** Ends a part, and hands its result over to the whole. False if the lease is lost. */
    public boolean handOver(Claim claim, String result) {
        return db.update(JOB).set(JOB.RESULT, result).where(heldBy(claim)).execute() == 1
                && end(claim, JobState.DONE, "");
    }

    /** Ends a job with its parts: whoever works on one can hand nothing over any more. */
    private boolean end(long workspaceId, long id, Condition which, JobState state, String outcome) {
        boolean ended = db.update(JOB)
                        .set(JOB.STATE, state.name())
                        .set(JOB.OUTCOME, outcome.length() <= OUTCOME_MAX ? outcome : outcome.substring(0, OUTCOME_MAX))
                        .setNull(JOB.LEASE_OWNER)
                        .setNull(JOB.LEASE_UNTIL)
                        .setNull(JOB.CHECKPOINT)
                        .set(JOB.ENDED_AT, ctx.now())
                        .where(is(workspaceId, id))
                        .and(which)
                        .execute()
                == 1;
        if (ended) {
            db.deleteFrom(JOB).where(partOf(workspaceId, id)).execute();
        }
        return ended;
    }

    /** Puts a job back because the worker stops in order; the attempt does not count. */
    public boolean release(Claim claim) {
        return db.update(JOB)
                        .set(JOB.STATE, JobState.QUEUED.name())
                        .setNull(JOB.LEASE_OWNER)
                        .setNull(JOB.LEASE_UNTIL)
                        .set(JOB.ATTEMPT, JOB.ATTEMPT.minus(1))
                        .where(heldBy(claim))
                        .execute()
                == 1;
    }

    /**
     * Ends all leases at once. Only for the start of a process that has the database to itself: whoever held them is
     * gone.
     */
    public int expireAll() {
        return db.update(JOB)
                .set(JOB.LEASE_UNTIL, Instant.EPOCH)
                .where(JOB.STATE.eq(JobState.RUNNING.name()))
                .execute();
    }

    /** Asks for an end: one that waits ends at once, one that runs is told at its next sign of life. */
    public void requestStop(long workspaceId, long id) {
        if (!end(workspaceId, id, JOB.STATE.eq(JobState.QUEUED.name()), JobState.STOPPED, "")) {
            db.update(JOB)
                    .set(JOB.STOP_REQUESTED, true)
                    .where(is(workspaceId, id))
                    .and(JOB.STATE.eq(JobState.RUNNING.name()))
                    .execute();
        }
    }

    public Optional<Job> find(long workspaceId, long id) {
        return db.select(job()).from(JOB).where(is(workspaceId, id)).fetchOptional(found -> found.value1());
    }

    /** The parts of a job in the order in which they were added. */
    public List<Job> parts(Job whole) {
        return db.select(job())
                .from(JOB)
                .where(partOf(whole.workspaceId(), whole.id()))
                .orderBy(JOB.ID)
                .fetch(found -> found.value1());
    }

    /** What a part that is done handed over. */
    public String result(Job part) {
        return db.select(JOB.RESULT)
                .from(JOB)
                .where(is(part.workspaceId(), part.id()))
                .fetchSingle(JOB.RESULT);
    }

    /** Removes a part; false if somebody works on it. */
    public boolean withdraw(Job part) {
        return db.deleteFrom(JOB)
                        .where(is(part.workspaceId(), part.id()))
                        .and(JOB.STATE.ne(JobState.RUNNING.name()).or(isOver(databaseTime())))
                        .execute()
                == 1;
    }

    private static Condition partOf(long workspaceId, long id) {
        return JOB.WORKSPACE_ID.eq(workspaceId).and(JOB.PARENT_ID.eq(id));
    }

    /** Newest first, at most {@value #LIST_MAX}. */
    public List<Job> list(long workspaceId) {
        return db.select(job())
                .from(JOB)
                .where(JOB.WORKSPACE_ID.eq(workspaceId))
                .and(JOB.PARENT_ID.isNull())
                .orderBy(JOB.ID.desc())
                .limit(LIST_MAX)
                .fetch(found -> found.value1());
    }

    /** The jobs of one kind, newest first, at most {@value #LIST_MAX}. */
    public List<Job> list(long workspaceId, String kind) {
        return db.select(job())
                .from(JOB)
                .where(JOB.WORKSPACE_ID.eq(workspaceId))
                .and(JOB.KIND.eq(kind))
                .orderBy(JOB.ID.desc())
                .limit(LIST_MAX)
                .fetch(found -> found.value1());
    }

    private static Condition is(long workspaceId, long id) {
        return JOB.WORKSPACE_ID.eq(workspaceId).and(JOB.ID.eq(id));
    }

    private static Condition heldBy(Claim claim) {
        return is(claim.job().workspaceId(), claim.job().id())
                .and(JOB.FENCE.eq(claim.fence()))
                .and(JOB.STATE.eq(JobState.RUNNING.name()));
    }

    private static SelectField<Job> job() {
        return row(
                        JOB.WORKSPACE_ID,
                        JOB.ID,
                        JOB.KIND,
                        JOB.TITLE,
                        JOB.STATE.convertFrom(JobState::valueOf),
                        JOB.INPUT,
                        JOB.PROGRESS,
                        JOB.OUTCOME,
                        JOB.ATTEMPT,
                        JOB.STOP_REQUESTED,
                        JOB.CREATED_BY,
                        JOB.CREATED_AT,
                        JOB.STARTED_AT,
                        JOB.ENDED_AT,
                        JOB.WORKER,
                        JOB.PARENT_ID)
                .mapping(Job::new);
    }
}
