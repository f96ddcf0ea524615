package org.tierwise.solver.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Incumbent;

/** Passes on how far a run is: progress a few times a second, checkpoints every few seconds. */
final class ProgressTicker {
    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(250);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(3);

    private final PlacementProblem problem;
    private final Clock clock;
    private final ProgressListener listener;
    private final CheckpointListener checkpoints;
    private final Instant started;
    private Instant lastProgress;
    private Instant lastCheckpoint;

    ProgressTicker(PlacementProblem problem, Clock clock, ProgressListener listener, CheckpointListener checkpoints) {
        this.problem = problem;
        this.clock = clock;
        this.listener = listener;
        this.checkpoints = checkpoints;
        started = clock.instant();
        lastProgress = started;
        lastCheckpoint = started;
    }

    /** The beginning of a phase is always told. */
    void phase(Progress.Phase phase, Incumbent best) {
        lastProgress = clock.instant();
        listener.progressed(progress(phase, best, lastProgress));
    }

    void searching(Incumbent best) {
        var now = clock.instant();
        if (Duration.between(lastProgress, now).compareTo(BETWEEN_PROGRESS) >= 0) {
            lastProgress = now;
            listener.progressed(progress(Progress.Phase.SEARCHING, best, now));
        }
        if (Duration.between(lastCheckpoint, now).compareTo(BETWEEN_CHECKPOINTS) >= 0) {
            lastCheckpoint = now;
            checkpoint(best);
        }
    }

    void checkpoint(Incumbent best) {
        checkpoints.reached(assignment(best));
    }

    Duration elapsed() {
        return Duration.between(started, clock.instant());
    }

    private Map<String, String> assignment(Incumbent best) {
        var map = new LinkedHashMap<String, String>();
        for (var slice : problem.slices()) {
            int position = best.optionBySlice()[slice.index()];
            if (position >= 0) {
                int pool = slice.options().get(position).pool();
                map.put(slice.slice().id(), problem.pools().get(pool).at().optionId());
            }
        }
        return map;
    }

    private Progress progress(Progress.Phase phase, Incumbent best, Instant now) {
        int placed = 0;
        long latencyPrice = 0;
        for (var slice : problem.slices()) {
            int position = best.optionBySlice()[slice.index()];
            if (position >= 0) {
                placed++;
                latencyPrice += slice.options().get(position).latencyPriceMicros();
            }
        }
        return new Progress(
                phase,
                Duration.between(started, now),
                new Money(best.objectiveMicros() - latencyPrice),
                placed,
                problem.slices().size() - placed);
    }
}
