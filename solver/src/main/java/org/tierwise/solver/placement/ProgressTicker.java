package org.tierwise.solver.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Incumbent;

/** Passes on how far a run is: progress a few times a second, checkpoints every few seconds. */
final class ProgressTicker {
    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(250);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(3);

    private final ProblemModel model;
    private final PlacementProblem problem;
    private final int primaries;
    private final Clock clock;
    private final ProgressListener listener;
    private final CheckpointListener checkpoints;
    private final Instant started;
    private Instant lastProgress;
    private Instant lastCheckpoint;
    private Progress.Phase phase = Progress.Phase.PREPARING;
    private @Nullable Incumbent best;
    private long bound = -1;

    ProgressTicker(ProblemModel model, Clock clock, ProgressListener listener, CheckpointListener checkpoints) {
        this.model = model;
        this.problem = model.problem();
        this.clock = clock;
        this.listener = listener;
        this.checkpoints = checkpoints;
        primaries = (int) problem.slices().stream()
                .filter(slice -> slice.backup() == null)
                .count();
        started = clock.instant();
        lastProgress = started;
        lastCheckpoint = started;
    }

    /** The beginning of a phase is always told. */
    synchronized void phase(Progress.Phase begun) {
        phase = begun;
        lastProgress = clock.instant();
        listener.progressed(progress(lastProgress));
    }

    /** Called by each search with its own best. */
    synchronized void searching(Incumbent found, long boundMicros) {
        if (best == null || found.isBetterThan(best)) {
            best = found;
        }
        bound = Math.max(bound, boundMicros);
        var now = clock.instant();
        if (Duration.between(lastProgress, now).compareTo(BETWEEN_PROGRESS) >= 0) {
            lastProgress = now;
            listener.progressed(progress(now));
        }
        if (Duration.between(lastCheckpoint, now).compareTo(BETWEEN_CHECKPOINTS) >= 0) {
            lastCheckpoint = now;
            checkpoint(best);
        }
    }

    void checkpoint(Incumbent best) {
        checkpoints.reached(assignment(best), new Money(best.objectiveMicros()));
    }

    Duration elapsed() {
        return Duration.between(started, clock.instant());
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

    private Progress progress(Instant now) {
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
                Duration.between(started, now),
                new Money(best == null ? 0 : best.objectiveMicros() - besideCost),
                placed,
                primaries - placed,
                best == null || bound < 0 ? null : new Money(Math.max(0, bound - besideCost)));
    }
}
