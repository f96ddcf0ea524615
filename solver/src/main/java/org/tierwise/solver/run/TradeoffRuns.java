package org.tierwise.solver.run;

import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.job.Job;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.solver.problem.BuildChoices;

/** Asks for sweeps of cost against latency and looks at them; {@link RunWorker} does them. */
public final class TradeoffRuns {
    static final String KIND = "TRADEOFF";
    /** One price of a sweep, for another instance. */
    static final String PART = "TRADEOFF_PRICE";

    private static final String NO_PROGRESS = "{}";

    private final Tx tx;

    public TradeoffRuns(Tx tx) {
        this.tx = tx;
    }

    /** Puts a sweep into the queue; empty if there is no such plan. What was accepted for the plan holds for it. */
    public Optional<TradeoffRun> start(long workspaceId, int plan, int points, long seconds, Actor by) {
        return tx.write(ctx -> new PlanRepository(ctx)
                .findNumbered(workspaceId, plan)
                .map(summary -> {
                    var choices = choices(ctx, summary);
                    var input = new TradeoffInput(
                            plan,
                            points,
                            seconds,
                            1,
                            choices.acceptOwnPremises(),
                            choices.leaveOutUnclassified(),
                            choices.acceptStandInTimes());
                    var job = new JobQueue(ctx)
                            .enqueue(
                                    workspaceId, KIND, "Trade-off of plan " + plan, RecordJson.write(input), by.name());
                    RunActivity.started(ctx, job, by);
                    return run(job);
                }));
    }

    /** The same where no more is known of who asks than the name. */
    public Optional<TradeoffRun> start(long workspaceId, int plan, int points, long seconds, String who) {
        return start(workspaceId, plan, points, seconds, Actor.named(who));
    }

    private static BuildChoices choices(TxContext ctx, PlanSummary plan) {
        var jobId = plan.jobId();
        if (jobId == null) {
            return BuildChoices.DEFAULT;
        }
        return new JobQueue(ctx)
                .find(plan.workspaceId(), jobId)
                .map(job -> job.kind().equals(KIND)
                        ? RecordJson.read(job.input(), TradeoffInput.class).choices()
                        : RecordJson.read(job.input(), SolveInput.class).choices())
                .orElse(BuildChoices.DEFAULT);
    }

    public Optional<TradeoffRun> find(long workspaceId, long jobId) {
        return tx.read(ctx -> new JobQueue(ctx).find(workspaceId, jobId))
                .filter(job -> job.kind().equals(KIND))
                .map(TradeoffRuns::run);
    }

    /** The newest sweep that began from this plan; else the one of which the plan is a point. */
    public Optional<TradeoffRun> ofPlan(long workspaceId, int plan) {
        return tx.snapshot(ctx -> {
            var own = new JobQueue(ctx)
                    .list(workspaceId, KIND).stream()
                            .map(TradeoffRuns::run)
                            .filter(run -> run.input().plan() == plan)
                            .findFirst();
            return own.or(() -> new PlanRepository(ctx)
                    .findNumbered(workspaceId, plan)
                    .flatMap(summary -> Optional.ofNullable(summary.jobId()))
                    .flatMap(jobId -> new JobQueue(ctx).find(workspaceId, jobId))
                    .filter(job -> job.kind().equals(KIND))
                    .map(TradeoffRuns::run));
        });
    }

    /** Ends a sweep and keeps its points; one that waits just ends. */
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

    private static TradeoffRun run(Job job) {
        return new TradeoffRun(
                job,
                RecordJson.read(job.input(), TradeoffInput.class),
                job.progress().equals(NO_PROGRESS)
                        ? TradeoffProgress.BEGUN
                        : RecordJson.read(job.progress(), TradeoffProgress.class));
    }
}
