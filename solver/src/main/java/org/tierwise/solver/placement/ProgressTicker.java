package org.tierwise.solver.placement;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Incumbent;

/**
 * Passes on how far a run is: progress a few times a second, checkpoints every few seconds. Time is that of the process:
 * a clock that somebody sets back must not end them.
 */
final class ProgressTicker {
    private static final long BETWEEN_PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long BETWEEN_CHECKPOINTS_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final ProblemModel model;
    private final PlacementProblem problem;
    private final int primaries;
    private final ProgressListener listener;
    private final CheckpointListener checkpoints;
    private final long startedNanos = System.nanoTime();
    private long lastProgressNanos = startedNanos;
    private long lastCheckpointNanos = startedNanos;
    private Progress.Phase phase = Progress.Phase.PREPARING;
    private @Nullable Incumbent best;
    private long bound = -1;

    ProgressTicker(ProblemModel model, ProgressListener listener, CheckpointListener checkpoints) {
        this.model = model;
        this.problem = model.problem();
        this.listener = listener;
        this.checkpoints = checkpoints;
        primaries = (int) problem.slices().stream()
                .filter(slice -> slice.backup() == null)
                .count();
    }

    /** The beginning of a phase is always told. */
    synchronized void phase(Progress.Phase begun) {
        phase = begun;
        lastProgressNanos = System.nanoTime();
        listener.progressed(progress(lastProgressNanos));
    }

    /** Called by each search with its own best. */
    synchronized void searching(Incumbent found, long boundMicros) {
        if (best == null || found.isBetterThan(best)) {
            best = found;
        }
        bound = Math.max(bound, boundMicros);
        long now = System.nanoTime();
        if (now - lastProgressNanos >= BETWEEN_PROGRESS_NANOS) {
            lastProgressNanos = now;
            listener.progressed(progress(now));
        }
        if (now - lastCheckpointNanos >= BETWEEN_CHECKPOINTS_NANOS) {
            lastCheckpointNanos = now;
            checkpoint(best);
        }
    }

    void checkpoint(Incumbent best) {
        checkpoints.reached(assignment(best), new Money(best.objectiveMicros()));
    }

    private Map<String, String> assignment(Incumbent best) {
        var map = new LinkedHashMap<String, String>();
        int[] positions = model.positions(best.option());
        for (var slice : problem.slices()) {
            int position = positions[slice.index()];
            if (position >= 0) {
                int pool = slice.options().get(position).pool();
                map.put(slice.slice().id(), problem.pools().get(pool).at().optionId());
            }
        }
        return map;
    }

    private Progress progress(long nowNanos) {
        int placed = 0;
        long besideCost = 0;
        if (best != null) {
            int[] positions = model.positions(best.option());
            for (var slice : problem.slices()) {
                int position = positions[slice.index()];
                if (position >= 0) {
                    placed += slice.backup() == null ? 1 : 0;
                    besideCost += model.besideMicros(slice, slice.options().get(position));
                }
            }
        }
        return new Progress(
                phase,
                Duration.ofNanos(nowNanos - startedNanos),
                new Money(best == null ? 0 : best.objectiveMicros() - besideCost),
                placed,
                primaries - placed,
                best == null || bound < 0 ? null : new Money(Math.max(0, bound - besideCost)));
    }
}
