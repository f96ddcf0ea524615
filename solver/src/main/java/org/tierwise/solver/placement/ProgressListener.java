package org.tierwise.solver.placement;

/** Told about progress from the thread that solves; must return quickly. */
@FunctionalInterface
public interface ProgressListener {
    void progressed(Progress progress);

    ProgressListener SILENT = progress -> {};
}
