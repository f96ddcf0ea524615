package org.tierwise.solver.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.job.Job;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.pricing.Money;

/** What the log keeps of runs and their plans. Call it in the transaction of the change. */
final class RunActivity {
    private RunActivity() {}

    /** A plan by its hash: the plan itself is kept whole and never changes. */
    private record Made(
            int number,
            String title,
            String policy,
            Instant solvedAt,
            String sha256,
            String inputHash,
            @Nullable String input,
            int placed,
            int unplaced,
            Money monthlyCost) {
        static Made of(PlanSummary plan) {
            return new Made(
                    plan.number(),
                    plan.title(),
                    plan.policy(),
                    plan.solvedAt(),
                    plan.sha256(),
                    plan.inputHash(),
                    plan.inputSnapshot(),
                    plan.placed(),
                    plan.unplaced(),
                    plan.monthlyCost());
        }
    }

    static void solved(TxContext ctx, Job job, PlanSummary plan) {
        new ActivityLog(ctx)
                .add(
                        job.workspaceId(),
                        Actor.named(job.createdBy()),
                        "solved",
                        new ActivityLog.Subject("plan", Integer.toString(plan.number())),
                        "Solved plan " + plan.number() + " (" + plan.title() + ").",
                        null,
                        RecordJson.write(Made.of(plan)));
    }

    static void swept(TxContext ctx, Job job, int plan, int points) {
        new ActivityLog(ctx)
                .add(
                        job.workspaceId(),
                        Actor.named(job.createdBy()),
                        "solved",
                        subject(job),
                        "Computed the trade-off of plan " + plan + " (" + points + " points).",
                        null,
                        null);
    }

    static void started(TxContext ctx, Job job, Actor by) {
        new ActivityLog(ctx)
                .add(
                        job.workspaceId(),
                        by,
                        "started",
                        subject(job),
                        "Started the " + subject(job).kind() + " (" + job.title() + ").",
                        null,
                        job.input());
    }

    static void stopped(TxContext ctx, Job job, Actor by) {
        new ActivityLog(ctx)
                .add(
                        job.workspaceId(),
                        by,
                        "stopped",
                        subject(job),
                        "Asked the " + subject(job).kind() + " (" + job.title() + ") to stop.",
                        null,
                        null);
    }

    private static ActivityLog.Subject subject(Job job) {
        return new ActivityLog.Subject(
                job.kind().equals(TradeoffRuns.KIND) ? "trade-off" : "run", Long.toString(job.id()));
    }
}
