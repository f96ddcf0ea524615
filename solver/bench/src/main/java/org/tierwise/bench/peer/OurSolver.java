package org.tierwise.bench.peer;

import org.tierwise.solver.search.ModelAnswer;
import org.tierwise.solver.search.ModelLimits;
import org.tierwise.solver.search.ModelSolver;
import org.tierwise.solver.search.ModelWatch;

/** Tierwise itself: all that this module knows of how our search is called. */
final class OurSolver {
    private OurSolver() {}

    static Answer solve(Task task) {
        long began = System.nanoTime();
        ModelAnswer answer =
                ModelSolver.solve(task.model(), ModelLimits.ofTime(task.limit()), task.seed(), ModelWatch.NONE);
        double seconds = Answer.secondsSince(began);
        return new Answer(answer.option(), answer.lowerBoundMicros(), 0, seconds, "")
                .claiming(answer.objectiveMicros());
    }
}
