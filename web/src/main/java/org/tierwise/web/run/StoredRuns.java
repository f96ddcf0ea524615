package org.tierwise.web.run;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.WorkloadStatus;
import org.tierwise.solver.placement.Progress;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.solver.run.RunWorker;
import org.tierwise.solver.run.SolveInput;
import org.tierwise.solver.run.SolveProgress;
import org.tierwise.solver.run.SolveRules;
import org.tierwise.solver.run.SolveRun;
import org.tierwise.solver.run.SolveRuns;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;

/** Runs as jobs of the database, done by the worker of this process or of another one. */
public final class StoredRuns implements Runs {
    private static final int LISTED_MAX = 50;

    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkspaceCatalogues catalogues;
    private final Classifier classifier;
    private final RunWorker worker;
    private final SolveRuns runs;
    private final Clock clock;

    public StoredRuns(
            Tx tx,
            Workspaces workspaces,
            WorkspaceCatalogues catalogues,
            Classifier classifier,
            RunWorker worker,
            Clock clock) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogues = catalogues;
        this.classifier = classifier;
        this.worker = worker;
        this.clock = clock;
        runs = new SolveRuns(tx);
    }

    @Override
    public Preparation prepare(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        var all = tx.read(db -> new WorkloadRepository(db).list(workspace));
        var active = all.stream()
                .filter(stored -> stored.workload().status() != WorkloadStatus.RETIRED)
                .toList();
        return new Preparation(
                active.size(),
                all.size() - active.size(),
                active.stream().flatMap(this::unclassified).toList(),
                ProblemBuilder.ownPremises(
                        active.stream().map(StoredWorkload::workload).toList(), catalogues.current(ctx)),
                tx.read(db -> new PlanRepository(db).list(workspace)).stream()
                        .filter(plan -> !plan.damaged())
                        .map(plan -> new Existing(plan.number(), plan.title()))
                        .toList());
    }

    @Override
    public Optional<SolveRules> rulesFrom(Context ctx, int plan) {
        long workspace = workspaces.currentId(ctx);
        return tx.snapshot(db -> new PlanRepository(db)
                        .findNumbered(workspace, plan)
                        .flatMap(summary -> new PlanRepository(db).find(workspace, summary.id())))
                .map(stored -> SolveRules.from(plan, stored.plan().rules()));
    }

    private java.util.stream.Stream<Unclassified> unclassified(StoredWorkload stored) {
        var workload = stored.workload();
        var found = classifier.classify(workload);
        return found.workloadClass() == WorkloadClass.UNCLASSIFIED
                ? java.util.stream.Stream.of(
                        new Unclassified(stored.id(), workload.externalId(), workload.name(), found.missing()))
                : java.util.stream.Stream.empty();
    }

    @Override
    public long start(Context ctx, Request request) {
        return start(workspaces.currentId(ctx), request, Acting.by(ctx));
    }

    /** Starts a run in a workspace; used where no request has chosen one yet. */
    public long start(long workspace, Request request, Actor by) {
        var run = runs.start(
                workspace,
                request.title(),
                new SolveInput(
                        request.policy(),
                        request.seconds(),
                        request.steps(),
                        request.seed(),
                        request.ownPremises(),
                        request.leaveOutUnclassified(),
                        false,
                        request.rules()),
                by);
        worker.wake();
        return run.job().id();
    }

    @Override
    public Optional<Run> find(Context ctx, long id) {
        return find(workspaces.currentId(ctx), id);
    }

    @Override
    public Optional<Run> find(long workspace, long id) {
        return runs.find(workspace, id).map(run -> view(run, waitForNobody(List.of(run))));
    }

    @Override
    public List<Run> list(Context ctx) {
        var listed =
                runs.list(workspaces.currentId(ctx)).stream().limit(LISTED_MAX).toList();
        boolean unattended = waitForNobody(listed);
        return listed.stream().map(run -> view(run, unattended)).toList();
    }

    @Override
    public void stop(Context ctx, long id) {
        runs.stop(workspaces.currentId(ctx), id, Acting.by(ctx));
    }

    /** True if one of them is not done and no instance does runs. */
    private boolean waitForNobody(List<SolveRun> some) {
        return some.stream().anyMatch(StoredRuns::isOpen) && !worker.isAnybodyThere();
    }

    private static boolean isOpen(SolveRun run) {
        return !run.job().state().ended();
    }

    private Run view(SolveRun run, boolean unattended) {
        var job = run.job();
        var progress = run.progress();
        var plan = run.plan();
        var seconds = run.input().seconds();
        return new Run(
                job.id(),
                job.title(),
                switch (job.state()) {
                    case QUEUED -> State.QUEUED;
                    case RUNNING -> State.RUNNING;
                    case DONE -> State.DONE;
                    case FAILED -> State.FAILED;
                    case STOPPED -> State.STOPPED;
                },
                job.state().ended() || progress == null ? "" : phase(progress.phase()),
                job.startedAt(),
                elapsed(run),
                Duration.ofSeconds(seconds == null ? SolveInput.SECONDS_MAX : seconds),
                progress == null || isBeforeFirstPlan(progress) ? null : progress.bestCost(),
                progress == null ? null : progress.provenCost(),
                placed(progress),
                progress == null ? 0 : progress.unplaced(),
                job.stopRequested(),
                job.attempt(),
                plan == null ? null : plan.number(),
                message(run, unattended),
                worker.shared() ? job.worker() : null);
    }

    private static String message(SolveRun run, boolean unattended) {
        if (isOpen(run)) {
            return unattended ? RunWorker.NOBODY_IS_THERE : "";
        }
        return run.plan() == null ? run.job().outcome() : "";
    }

    /** A run that goes on from a checkpoint has its plan from the beginning. */
    private static boolean isBeforeFirstPlan(SolveProgress progress) {
        return progress.phase() == Progress.Phase.PREPARING && progress.placed() == 0;
    }

    private static int placed(@Nullable SolveProgress progress) {
        return progress == null ? 0 : progress.placed();
    }

    /** From the start to the end, or until now: the progress itself comes only once a second. */
    private Duration elapsed(SolveRun run) {
        var started = run.job().startedAt();
        var ended = run.job().endedAt();
        if (started == null) {
            return Duration.ZERO;
        }
        var between = Duration.between(started, ended == null ? clock.instant() : ended);
        return between.isNegative() ? Duration.ZERO : between;
    }

    private static String phase(Progress.Phase phase) {
        return switch (phase) {
            case PREPARING -> "computing latency, size and cost of every option";
            case CONSTRUCTING -> "making first plans";
            case SEARCHING -> "making the plan cheaper";
            case WRITING -> "writing the plan down";
        };
    }
}
