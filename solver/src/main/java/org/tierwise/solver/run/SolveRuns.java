package org.tierwise.solver.run;

import java.util.List;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.job.Job;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.solver.problem.ProblemBuilder;

/** Asks for runs and looks at them; {@link RunWorker} does them. */
public final class SolveRuns {
    static final String KIND = "SOLVE";
    private static final String NO_PROGRESS = "{}";

    private final Tx tx;

    public SolveRuns(Tx tx) {
        this.tx = tx;
    }

    /**
     * One sentence for each workload that has no class, with the field that is missing. A run that does not leave such
     * workloads out is refused while there are any: ask before {@link #start}.
     */
    public List<String> unclassified(long workspaceId, String policy) {
        return ProblemBuilder.unclassified(
                tx.read(ctx -> new WorkloadRepository(ctx).list(workspaceId)).stream()
                        .map(StoredWorkload::workload)
                        .toList(),
                SolveInput.policyNamed(policy));
    }

    /** Puts a run into the queue; it survives a restart from here on. */
    public SolveRun start(long workspaceId, String title, SolveInput input, Actor by) {
        var job = tx.write(ctx -> {
            var queued = new JobQueue(ctx).enqueue(workspaceId, KIND, title, RecordJson.write(input), by.name());
            RunActivity.started(ctx, queued, by);
            return queued;
        });
        return new SolveRun(job, input, null, null);
    }

    /** The same where no more is known of who asks than the name. */
    public SolveRun start(long workspaceId, String title, SolveInput input, String who) {
        return start(workspaceId, title, input, Actor.named(who));
    }

    public Optional<SolveRun> find(long workspaceId, long jobId) {
        return tx.snapshot(ctx -> new JobQueue(ctx)
                .find(workspaceId, jobId)
                .filter(job -> job.kind().equals(KIND))
                .map(job -> run(ctx, job)));
    }

    /** Newest first. */
    public List<SolveRun> list(long workspaceId) {
        return tx.snapshot(ctx -> new JobQueue(ctx)
                .list(workspaceId).stream()
                        .filter(job -> job.kind().equals(KIND))
                        .map(job -> run(ctx, job))
                        .toList());
    }

    /** Ends a run and keeps its best plan; one that waits just ends. */
    public void stop(long workspaceId, long jobId, Actor by) {
        tx.writingEssential(ctx -> {
            var queue = new JobQueue(ctx);
            queue.find(workspaceId, jobId)
                    .filter(job -> !job.state().ended())
                    .ifPresent(job -> RunActivity.stopped(ctx, job, by));
            queue.requestStop(workspaceId, jobId);
        });
    }

    /** The same where nobody asked. */
    public void stop(long workspaceId, long jobId) {
        stop(workspaceId, jobId, Actor.TIERWISE);
    }

    private static SolveRun run(TxContext ctx, Job job) {
        return new SolveRun(
                job,
                RecordJson.read(job.input(), SolveInput.class),
                job.progress().equals(NO_PROGRESS) ? null : RecordJson.read(job.progress(), SolveProgress.class),
                job.state() == JobState.DONE
                        ? new PlanRepository(ctx)
                                .findByJob(job.workspaceId(), job.id())
                                .orElse(null)
                        : null);
    }
}
