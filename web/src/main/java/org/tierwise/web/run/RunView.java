package org.tierwise.web.run;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.ProofWords;

/** A run in ready words; {@code percent} of its time limit, 0 to 100; {@code instance} empty where there is only one. */
record RunView(
        long id,
        String title,
        boolean open,
        boolean stopping,
        String state,
        String phase,
        String elapsed,
        String remaining,
        int percent,
        String bestCost,
        String proven,
        String placed,
        @Nullable Integer planNumber,
        String message,
        boolean resumed,
        String instance) {

    static RunView of(Runs.Run run) {
        long limit = Math.max(1, run.limit().toMillis());
        int percent = run.open() ? (int) Math.min(100, 100 * run.elapsed().toMillis() / limit) : 100;
        var cost = run.bestCost();
        return new RunView(
                run.id(),
                run.title(),
                run.open(),
                run.open() && run.stopRequested(),
                words(run),
                run.phase(),
                clock(run.elapsed()),
                clock(
                        run.limit().minus(run.elapsed()).isNegative()
                                ? Duration.ZERO
                                : run.limit().minus(run.elapsed())),
                percent,
                cost == null ? "none yet" : "USD " + String.format(Locale.ENGLISH, "%,.0f", cost.usd()),
                proven(run),
                run.placed() + run.unplaced() == 0
                        ? "none yet"
                        : run.placed() + " of " + (run.placed() + run.unplaced()),
                run.planNumber(),
                run.message(),
                run.attempt() > 1,
                run.instance() == null ? "" : run.instance());
    }

    /** How much cheaper another plan can be at most, as far as is proven. */
    private static String proven(Runs.Run run) {
        var cost = run.bestCost();
        var proven = run.provenCost();
        if (cost == null || proven == null) {
            return "nothing is proven yet";
        }
        var most = cost.minus(proven);
        if (most.micros() <= 0) {
            return "proven: nothing costs less";
        }
        var gap = ProofWords.gap(cost, proven);
        return "proven: nothing can save more than USD "
                + String.format(Locale.ENGLISH, "%,.0f", Math.ceil(most.micros() / 1e6))
                + (gap.isEmpty() ? "" : " (" + ProofWords.percent(gap.getAsDouble()) + ")");
    }

    private static String words(Runs.Run run) {
        return switch (run.state()) {
            case QUEUED -> "Waiting for a free worker";
            case RUNNING -> run.stopRequested() ? "Stopping, the best plan is kept" : "Solving";
            case DONE -> "Solved";
            case STOPPED -> "Stopped, the best plan was kept";
            case FAILED -> "Failed";
        };
    }

    private static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
