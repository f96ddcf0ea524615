package org.tierwise.solver.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.snapshot.InputSnapshot;
import org.tierwise.catalog.snapshot.SnapshotRepository;
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
            var estate = estate();
            var question = question(input);
            var plan = new PlacementSolver()
                    .solve(
                            problem(estate, question),
                            input.limits(spent),
                            setting().clock(),
                            pulse::progressed,
                            () -> pulse.stopRequested() || closing(),
                            checkpoint.assignment(),
                            pulse::reached);
            if (!closing()) {
                // The lease is still renewed: a large plan takes its time to be written.
                store(titled(plan, input), estate.snapshot(question, plan));
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

    private SolveQuestion question(SolveInput input) {
        var asked = input.rules() == null ? SolveRules.USUAL : input.rules();
        var from = asked.fromPlan();
        return new SolveQuestion(
                SolveInput.policyNamed(input.policy()),
                input.choices(),
                asked.with(from == null ? Map.of() : plan(from).assignment()));
    }

    private static PlacementProblem problem(Estate estate, SolveQuestion question) {
        return ProblemBuilder.build(
                estate.workloads(), estate.catalogue(), question.policy(), question.choices(), question.rules());
    }

    /** With the title and the limit that were asked for, and a note if it was interrupted. */
    private PlacementPlan titled(PlacementPlan plan, SolveInput input) {
        var notes = new ArrayList<>(plan.notes());
        if (claim().checkpoint() != null && input.steps() == null) {
            notes.add("The run was interrupted and went on from its last checkpoint.");
        }
        return plan.titled(claim().job().title(), input.seconds(), notes);
    }

    private void store(PlacementPlan plan, InputSnapshot kept) {
        var job = claim().job();
        var unused = patiently(ctx -> {
            var input = new SnapshotRepository(ctx).put(kept);
            var stored = new PlanRepository(ctx).insert(job.workspaceId(), plan, job.createdBy(), job.id(), input);
            RunActivity.solved(ctx, job, stored);
            if (!new JobQueue(ctx).end(claim(), JobState.DONE, Long.toString(stored.id()))) {
                throw new LostLease();
            }
            return stored;
        });
    }
}
