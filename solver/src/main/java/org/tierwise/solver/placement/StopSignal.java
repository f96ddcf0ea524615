package org.tierwise.solver.placement;

/** Asked now and then by a running search: true means "stop and keep the best". Thread-safe. */
@FunctionalInterface
public interface StopSignal {
    boolean stopRequested();

    StopSignal NEVER = () -> false;
}
