package org.tierwise.web.run;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.web.http.Errors;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Paging;

/** Solves for programs: ask for one, watch it, stop it with its best plan, and find the plan that came out of it. */
public final class RunApi {
    private final Runs runs;

    public RunApi(Runs runs) {
        this.runs = runs;
    }

    /**
     * A run.
     *
     * @param limitSeconds a run that is limited by steps still has this one
     * @param planHref where the plan is; missing before there is one
     * @param instance that has it, or had it last; missing where there is only one
     */
    record Item(
            long id,
            String title,
            Runs.State state,
            String phase,
            @Nullable Instant startedAt,
            double elapsedSeconds,
            long limitSeconds,
            @Nullable Money bestCostPerMonthUsd,
            @Nullable Money provenCostPerMonthUsd,
            int placed,
            int unplaced,
            boolean stopRequested,
            int attempt,
            @Nullable Integer planNumber,
            @Nullable String planHref,
            String message,
            @Nullable String instance) {
        static Item of(Runs.Run run) {
            return new Item(
                    run.id(),
                    run.title(),
                    run.state(),
                    run.phase(),
                    run.startedAt(),
                    run.elapsed().toMillis() / 1000.0,
                    run.limit().toSeconds(),
                    run.bestCost(),
                    run.provenCost(),
                    run.placed(),
                    run.unplaced(),
                    run.stopRequested(),
                    run.attempt(),
                    run.planNumber(),
                    run.planNumber() == null ? null : "/api/v1/plans/" + run.planNumber(),
                    run.message(),
                    run.instance());
        }
    }

    record Items(List<Item> items, long total, int page, int size) {}

    public void list(Context ctx) {
        var page = Page.of(runs.list(ctx), Paging.of(ctx)).map(Item::of);
        answer(ctx, new Items(page.rows(), page.total(), page.number(), page.size()));
    }

    public void show(Context ctx) {
        answer(ctx, Item.of(RunPages.run(ctx, runs)));
    }

    public void start(Context ctx) {
        var preparation = runs.prepare(ctx);
        var read = RunBody.read(ctx.body(), preparation.planNumbers());
        if (!read.mistakes().isEmpty()) {
            refuse(ctx, "The run cannot start as it was asked for.", Map.of("errors", read.mistakes()));
            return;
        }
        if (preparation.workloads() == 0) {
            refuse(ctx, RunPages.NOTHING_TO_PLACE, Map.of());
        } else if (!preparation.unclassified().isEmpty() && !read.request().leaveOutUnclassified()) {
            refuse(
                    ctx,
                    RunPages.unclassified(preparation) + " Send leaveOutUnclassified as true to leave them out.",
                    Map.of("unclassified", preparation.unclassified()));
        } else {
            accepted(ctx, runs.start(ctx, read.request()));
        }
    }

    /** Ends a run with its best plan; one that has ended stays as it is. */
    public void stop(Context ctx) {
        var run = RunPages.run(ctx, runs);
        if (run.open()) {
            runs.stop(ctx, run.id());
        }
        accepted(ctx, run.id());
    }

    private void accepted(Context ctx, long id) {
        ctx.status(HttpStatus.ACCEPTED).header("Location", "/api/v1/solves/" + id);
        runs.find(ctx, id).ifPresent(run -> answer(ctx, Item.of(run)));
    }

    private static void refuse(Context ctx, String detail, Map<String, ?> more) {
        Errors.problem(ctx, HttpStatus.UNPROCESSABLE_CONTENT, detail, more);
    }

    private static void answer(Context ctx, Object body) {
        ctx.result(RecordJson.mapper().writeValueAsBytes(body)).contentType(ContentType.APPLICATION_JSON);
    }
}
