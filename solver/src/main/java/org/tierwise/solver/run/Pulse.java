package org.tierwise.solver.run;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.placement.Progress;

/** What a {@link Beat} stores of a solve: its newest progress and checkpoint. */
final class Pulse implements AutoCloseable {
    private final double spentSeconds;
    private final AtomicReference<@Nullable SolveCheckpoint> unsaved = new AtomicReference<>();
    /** What an earlier attempt had reached; this one will not be worse. */
    private final SolveProgress reached;

    private volatile SolveProgress progress;
    private final Beat beat;

    Pulse(Attempt.Setting setting, Claim claim, SolveCheckpoint start) {
        spentSeconds = start.elapsedSeconds();
        reached = start.equals(SolveCheckpoint.NONE) || claim.job().progress().equals("{}")
                ? SolveProgress.BEGUN
                : RecordJson.read(claim.job().progress(), SolveProgress.class).preparing(spentSeconds);
        progress = reached;
        beat = new Beat(setting, claim, () -> RecordJson.write(progress), this::checkpoint);
    }

    /** True if the user wants the best so far, or if another worker has the run. */
    boolean stopRequested() {
        return beat.stopRequested();
    }

    void progressed(Progress now) {
        if (now.placed() == 0 && reached.placed() > 0) {
            progress = reached.preparing(spentSeconds + now.elapsed().toMillis() / 1e3);
            return;
        }
        progress = new SolveProgress(
                now.phase(),
                spentSeconds + now.elapsed().toMillis() / 1e3,
                now.bestCost(),
                now.placed(),
                now.unplaced(),
                now.provenCost());
    }

    void reached(Map<String, String> assignment, Money objective) {
        unsaved.set(new SolveCheckpoint(progress.elapsedSeconds(), assignment, objective.micros()));
    }

    private @Nullable String checkpoint() {
        var newest = unsaved.getAndSet(null);
        return newest == null ? null : RecordJson.write(newest);
    }

    /** Stores the last checkpoint; nothing of it writes after this. */
    @Override
    public void close() {
        beat.close();
    }
}
