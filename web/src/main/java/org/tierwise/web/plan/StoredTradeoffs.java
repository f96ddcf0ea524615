package org.tierwise.web.plan;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.solver.run.RunWorker;
import org.tierwise.solver.run.TradeoffRun;
import org.tierwise.solver.run.TradeoffRuns;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Workspaces;

/** The sweeps of cost against latency of the workspace that a request works in. */
public final class StoredTradeoffs {
    private final TradeoffRuns runs;
    private final Workspaces workspaces;
    private final RunWorker worker;

    public StoredTradeoffs(Tx tx, Workspaces workspaces, RunWorker worker) {
        runs = new TradeoffRuns(tx);
        this.workspaces = workspaces;
        this.worker = worker;
    }

    /** The newest sweep from the plan that the path names, or the one that made it. */
    Optional<TradeoffRun> find(Context ctx) {
        return runs.ofPlan(workspaces.currentId(ctx), PlanPages.number(ctx));
    }

    TradeoffRun get(Context ctx) {
        return find(ctx)
                .orElseThrow(() -> new NotFoundResponse("There is no trade-off of plan " + PlanPages.number(ctx)
                        + " yet. It is begun on the tab Trade-offs of the plan, or by a POST to the API."));
    }

    /** Why it failed, or that nobody is there to do it; empty otherwise. */
    String message(TradeoffRun run) {
        return switch (run.job().state()) {
            case FAILED -> run.job().outcome();
            case QUEUED, RUNNING -> worker.isAnybodyThere() ? "" : RunWorker.NOBODY_IS_THERE;
            case DONE, STOPPED -> "";
        };
    }

    /** Begins a sweep, unless one from this plan is under way; that one goes on. */
    void start(Context ctx, int points, long seconds) {
        int number = PlanPages.number(ctx);
        var open = find(ctx)
                .filter(run ->
                        run.input().plan() == number && !run.job().state().ended());
        if (open.isEmpty()) {
            if (runs.start(workspaces.currentId(ctx), number, points, seconds, Acting.by(ctx))
                    .isEmpty()) {
                throw PlanPages.missing(ctx);
            }
            worker.wake();
        }
    }

    void stop(Context ctx) {
        find(ctx)
                .filter(run -> !run.job().state().ended())
                .ifPresent(run -> runs.stop(workspaces.currentId(ctx), run.job().id(), Acting.by(ctx)));
    }
}
