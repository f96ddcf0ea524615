package org.tierwise.solver.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.solver.placement.PlacementSolver;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;

/** One attempt at one run, from claim to stored plan. */
final class SolveAttempt extends Attempt {
    SolveAttempt(Setting setting, Claim claim, BooleanSupplier closing) {
        super(setting, claim, closing);
    }

    @Override
    void work() {
        var input = RecordJson.read(claim().job().input(), SolveInput.class);
        var checkpoint = checkpoint(input);
        var spent = Duration.ofMillis(Math.round(checkpoint.elapsedSeconds() * 1_000));
        try (var pulse = new Pulse(setting(), claim(), checkpoint)) {
            var problem = problem(input);
            var plan = new PlacementSolver()
                    .solve(
                            problem,
                            input.limits(spent),
                            setting().clock(),
                            pulse::progressed,
                            () -> pulse.stopRequested() || closing(),
                            checkpoint.assignment(),
                            pulse::reached);
            if (!closing()) {
                // The lease is still renewed: a large plan takes its time to be written.
                store(titled(plan, input));
                return;
            }
        }
        release();
    }

    /** A run limited by steps begins anew, because what it promises is the same plan each time. */
    private SolveCheckpoint checkpoint(SolveInput input) {
        var stored = claim().checkpoint();
        return stored == null || input.steps() != null
                ? SolveCheckpoint.NONE
                : RecordJson.read(stored, SolveCheckpoint.class);
    }

    private PlacementProblem problem(SolveInput input) {
        var estate = estate();
        var asked = input.rules() == null ? SolveRules.USUAL : input.rules();
        var from = asked.fromPlan();
        return ProblemBuilder.build(
                estate.workloads(),
                estate.catalogue(),
                SolveInput.policyNamed(input.policy()),
                input.choices(),
                asked.with(from == null ? Map.of() : plan(from).assignment()));
    }

    /** With the title and the limit that were asked for, and a note if it was interrupted. */
    private PlacementPlan titled(PlacementPlan plan, SolveInput input) {
        var notes = new ArrayList<>(plan.notes());
        if (claim().checkpoint() != null && input.steps() == null) {
            notes.add("The run was interrupted and went on from its last checkpoint.");
        }
        return plan.titled(claim().job().title(), input.seconds(), notes);
    }

    private void store(PlacementPlan plan) {
        var job = claim().job();
        var unused = patiently(ctx -> {
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
            if (!new JobQueue(ctx).end(claim(), JobState.DONE, Long.toString(stored.id()))) {
                throw new LostLease();
            }
            return stored;
        });
    }
}
