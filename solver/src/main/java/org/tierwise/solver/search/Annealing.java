package org.tierwise.solver.search;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.common.SelectionCacheType;
import ai.timefold.solver.core.config.heuristic.selector.common.SelectionOrder;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * Improves one plan by simulated annealing. Several may run at once on the same tools: they share nothing that changes.
 * With a number of moves as limit the same plan and seed give the same answer.
 */
final class Annealing {
    private final Tools tools;
    private final EnvironmentMode mode;
    private final double temperature;

    /**
     * @param temperature at the start, as a part of the mean cost of a serving group
     * @param mode how much Timefold checks
     */
    Annealing(Tools tools, double temperature, EnvironmentMode mode) {
        this.tools = tools;
        this.temperature = temperature;
        this.mode = mode;
    }

    /**
     * @param time missing for a number of moves
     * @param target a plan this cheap with nothing more unplaced than at the start ends the search
     * @param stop asked now and then
     * @param beat given the best plan so far now and then; decides itself what is worth telling
     */
    Incumbent improve(
            Incumbent start,
            @Nullable Duration time,
            long moves,
            long seed,
            long target,
            BooleanSupplier stop,
            Consumer<Incumbent> beat) {
        boolean over = time == null ? moves <= 0 : time.toMillis() <= 0;
        if (over
                || new Neighbourhood(tools).isEmpty()
                || stop.getAsBoolean()
                || (start.isPlan() && start.objectiveMicros() <= target)) {
            return start;
        }
        var best = new AtomicReference<>(start);
        var running = new AtomicReference<Solver<PlacementSolution>>();
        var pulse = new Cooling(time, moves, startMicros(start)) {
            @Override
            void tell() {
                beat.accept(best.get());
                var solver = running.get();
                if (solver != null && stop.getAsBoolean()) {
                    var unused = solver.terminateEarly();
                }
            }
        };
        Solver<PlacementSolution> solver = SolverFactory.<PlacementSolution>create(
                        config(start, time, moves, seed, target))
                .buildSolver();
        running.set(solver);
        solver.addEventListener(event -> best.set(incumbent(event.getNewBestSolution())));
        var found = incumbent(solver.solve(new PlacementSolution(tools.model(), start.option(), pulse)));
        return found.isBetterThan(start) ? found : start;
    }

    private long startMicros(Incumbent start) {
        return Math.max(1, Math.round(temperature * start.objectiveMicros() / Math.max(1, tools.model().groups)));
    }

    private SolverConfig config(Incumbent start, @Nullable Duration time, long moves, long seed, long target) {
        var termination = time == null
                ? new TerminationConfig().withMoveCountLimit(moves)
                : new TerminationConfig().withSpentLimit(Duration.ofMillis(time.toMillis()));
        if (target > 0 && start.unplacedWeight() < PlacementModel.NO_LIMIT) {
            termination.withBestScoreLimit(
                    HardMediumSoftScore.of(0, -start.unplacedWeight(), -target).toString());
        }
        return new SolverConfig()
                .withSolutionClass(PlacementSolution.class)
                .withEntityClasses(SliceAssignment.class)
                .withScoreDirectorFactory(score())
                .withEnvironmentMode(mode)
                .withRandomSeed(seed)
                .withTerminationConfig(termination)
                .withPhases(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(new MoveIteratorFactoryConfig()
                                .withMoveIteratorFactoryClass(MoveSource.class)
                                .withCacheType(SelectionCacheType.JUST_IN_TIME)
                                .withSelectionOrder(SelectionOrder.RANDOM))
                        .withAcceptorConfig(new LocalSearchAcceptorConfig()
                                .withSimulatedAnnealingStartingTemperature(
                                        HardMediumSoftScore.of(0, 0, startMicros(start))
                                                .toString()))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
    }

    private ScoreDirectorFactoryConfig score() {
        var score = new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(PlacementScore.class);
        return mode == EnvironmentMode.NO_ASSERT
                ? score
                : score.withAssertionScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withConstraintProviderClass(PlacementConstraints.class));
    }

    private static Incumbent incumbent(PlacementSolution solution) {
        var score = solution.score;
        if (score == null) {
            throw new IllegalStateException("The search returned a plan without a score.");
        }
        return new Incumbent(solution.optionBySlice(), -score.hardScore(), -score.mediumScore(), -score.softScore());
    }

    /** Knows how far the search is, by time or by moves, and lets the tolerance fall in step. */
    private abstract class Cooling implements SearchPulse {
        private static final long NOT_YET = -1;

        private final long nanos;
        private final long moves;
        private final long start;
        private long began = NOT_YET;
        private long asked;
        private long tolerance;

        Cooling(@Nullable Duration time, long moves, long start) {
            this.nanos = time == null ? 0 : time.toNanos();
            this.moves = moves;
            this.start = start;
            this.tolerance = start;
        }

        abstract void tell();

        @Override
        public void beat() {
            tell();
            if (began == NOT_YET) {
                began = System.nanoTime();
            }
            double done =
                    nanos > 0 ? (double) (System.nanoTime() - began) / nanos : (double) asked / Math.max(1, moves);
            tolerance = Math.round(start * Math.clamp(1 - done, 0.0, 1.0));
        }

        @Override
        public long tolerance() {
            asked++;
            return tolerance;
        }

        @Override
        public Tools tools() {
            return tools;
        }
    }
}
