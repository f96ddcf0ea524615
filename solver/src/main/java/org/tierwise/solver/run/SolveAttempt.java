package org.tierwise.solver.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.reference.WorkspaceCatalogue;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.solver.placement.PlacementSolver;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.solver.problem.UnclassifiedWorkloads;

/** One attempt at one run, from claim to stored plan. */
final class SolveAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(SolveAttempt.class);

    private final Setting setting;
    private final Claim claim;
    private final BooleanSupplier closing;

    /** What all attempts share. */
    record Setting(Tx tx, ReferenceCatalogue shipped, Clock clock, Duration lease) {}

    SolveAttempt(Setting setting, Claim claim, BooleanSupplier closing) {
        this.setting = setting;
        this.claim = claim;
        this.closing = closing;
    }

    /** Never throws because of the run itself: then it ends as FAILED, with a sentence that says why. */
    void run() {
        try {
            solve();
        } catch (LostLease e) {
            LOG.warn("Run {} was taken over by another worker; this one stores nothing.", job());
        } catch (StorageException e) {
            LOG.warn("Run {} waits for the storage: {}", job(), e.getMessage());
        } catch (UnclassifiedWorkloads | IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            fail("The memory was not enough for this estate. Start Tierwise with more, or plan a part of it.");
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Run {} failed.", job(), e);
            fail("Something went wrong inside Tierwise. The log names the cause under run " + job() + ".");
        }
    }

    private void solve() {
        var input = RecordJson.read(claim.job().input(), SolveInput.class);
        var checkpoint = checkpoint(input);
        var spent = Duration.ofMillis(Math.round(checkpoint.elapsedSeconds() * 1_000));
        PlacementPlan plan;
        try (var pulse = new Pulse(setting, claim, checkpoint)) {
            var problem = problem(input);
            plan = new PlacementSolver()
                    .solve(
                            problem,
                            input.limits(spent),
                            setting.clock(),
                            pulse::progressed,
                            () -> pulse.stopRequested() || closing.getAsBoolean(),
                            checkpoint.assignment(),
                            pulse::reached);
        }
        if (closing.getAsBoolean()) {
            release();
        } else {
            store(titled(plan, input));
        }
    }

    /** A run limited by steps begins anew, because what it promises is the same plan each time. */
    private SolveCheckpoint checkpoint(SolveInput input) {
        var stored = claim.checkpoint();
        return stored == null || input.steps() != null
                ? SolveCheckpoint.NONE
                : RecordJson.read(stored, SolveCheckpoint.class);
    }

    private PlacementProblem problem(SolveInput input) {
        long workspaceId = claim.job().workspaceId();
        record Facts(List<Workload> workloads, WorkspaceCatalogue own) {}
        var facts = setting.tx()
                .snapshot(ctx -> new Facts(
                        new WorkloadRepository(ctx)
                                .list(workspaceId).stream()
                                        .map(StoredWorkload::workload)
                                        .toList(),
                        WorkspaceCatalogue.of(ctx, workspaceId)));
        return ProblemBuilder.build(
                facts.workloads(),
                facts.own().over(setting.shipped()),
                SolveInput.policyNamed(input.policy()),
                input.choices());
    }

    /** With the title and the limit that were asked for, and a note if it was interrupted. */
    private PlacementPlan titled(PlacementPlan plan, SolveInput input) {
        var notes = new ArrayList<>(plan.notes());
        if (claim.checkpoint() != null && input.steps() == null) {
            notes.add("The run was interrupted and went on from its last checkpoint.");
        }
        return plan.titled(claim.job().title(), input.seconds(), notes);
    }

    private void store(PlacementPlan plan) {
        var job = claim.job();
        setting.tx().writing(ctx -> {
            var stored = new PlanRepository(ctx).insert(job.workspaceId(), plan, job.createdBy(), job.id());
            new ActivityLog(ctx)
                    .add(
                            job.workspaceId(),
                            job.createdBy(),
                            "solved",
                            new ActivityLog.Subject("plan", Long.toString(stored.id())),
                            "Solved plan " + stored.number() + " (" + stored.title() + ").",
                            null,
                            null);
            if (!new JobQueue(ctx).end(claim, JobState.DONE, Long.toString(stored.id()))) {
                throw new LostLease();
            }
        });
    }

    private void release() {
        boolean released = setting.tx().write(ctx -> new JobQueue(ctx).release(claim));
        LOG.info("Run {} is put back into the queue: {}.", job(), released);
    }

    private void fail(String reason) {
        try {
            boolean ended = setting.tx().write(ctx -> new JobQueue(ctx).end(claim, JobState.FAILED, reason));
            LOG.info("Run {} failed ({}): {}", job(), ended, reason);
        } catch (StorageException e) {
            LOG.warn("The end of run {} could not be stored: {}", job(), e.getMessage());
        }
    }

    private String job() {
        return claim.job().workspaceId() + "/" + claim.job().id();
    }

    /** Rolls back the storing of a plan whose run another worker has. */
    private static final class LostLease extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
