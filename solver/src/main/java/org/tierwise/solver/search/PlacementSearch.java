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
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tierwise.solver.problem.PlacementProblem;

/**
 * Searches one problem: a construction, then simulated annealing. Nothing is shared between two searches, so several
 * may run in one process. With a number of moves as limit the same problem and seed give the same answer.
 */
public final class PlacementSearch {
    /** Start temperature as a part of the mean cost of a slice: the study behind the design found cool starts best. */
    private static final double START_TEMPERATURE = 3e-4;

    private final SearchModel model;
    private final EnvironmentMode mode;

    public PlacementSearch(PlacementProblem problem) {
        this(problem, EnvironmentMode.NO_ASSERT);
    }

    PlacementSearch(PlacementProblem problem, EnvironmentMode mode) {
        this.model = new SearchModel(problem);
        this.mode = mode;
    }

    /**
     * The first plan: what is given, completed.
     *
     * @param given position in each slice's list of options, −1 for undecided; what does not fit together is dropped
     * @param enough asked now and then: true to be done soon, with a somewhat worse plan
     */
    public Incumbent construct(int[] given, BooleanSupplier enough) {
        var state = new SearchState(model);
        for (int slice = 0; slice < model.slices; slice++) {
            if (given[slice] >= 0 && given[slice] < model.optionCount(slice)) {
                int option = model.optionStart[slice] + given[slice];
                if (state.fits(option)) {
                    state.put(slice, option);
                }
            }
        }
        new Construction(model, model.candidates()).fill(state, enough);
        return incumbent(state.option, state.unplaced, state.micros);
    }

    /**
     * Improves a plan until the limit, or until {@code stop} says so; it is asked several times a second.
     *
     * @param limit moves to try, or time
     * @param beat called with the best plan so far, many times a second; decides itself what is worth telling
     */
    public Incumbent improve(
            Incumbent start, SearchLimit limit, long seed, BooleanSupplier stop, Consumer<Incumbent> beat) {
        if (new Neighbourhood(model, model.candidates()).isEmpty() || limit.isZero() || stop.getAsBoolean()) {
            return start;
        }
        var best = new AtomicReference<>(start);
        var running = new AtomicReference<Solver<PlacementSolution>>();
        var solution = new PlacementSolution(model, flat(start.optionBySlice()), () -> {
            beat.accept(best.get());
            var solver = running.get();
            if (solver != null && stop.getAsBoolean()) {
                var unused = solver.terminateEarly();
            }
        });
        Solver<PlacementSolution> solver = SolverFactory.<PlacementSolution>create(config(start, limit, seed))
                .buildSolver();
        running.set(solver);
        solver.addEventListener(event -> best.set(incumbent(event.getNewBestSolution())));
        return incumbent(solver.solve(solution));
    }

    private SolverConfig config(Incumbent start, SearchLimit limit, long seed) {
        return new SolverConfig()
                .withSolutionClass(PlacementSolution.class)
                .withEntityClasses(SliceAssignment.class)
                .withScoreDirectorFactory(score())
                .withEnvironmentMode(mode)
                .withRandomSeed(seed)
                .withTerminationConfig(termination(limit))
                .withPhases(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(new MoveIteratorFactoryConfig()
                                .withMoveIteratorFactoryClass(MoveSource.class)
                                .withCacheType(SelectionCacheType.JUST_IN_TIME)
                                .withSelectionOrder(SelectionOrder.RANDOM))
                        .withAcceptorConfig(new LocalSearchAcceptorConfig()
                                .withSimulatedAnnealingStartingTemperature(temperature(start)))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1)));
    }

    private ScoreDirectorFactoryConfig score() {
        var score = new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(PlacementScore.class);
        return mode == EnvironmentMode.NO_ASSERT
                ? score
                : score.withAssertionScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withConstraintProviderClass(PlacementConstraints.class));
    }

    private static TerminationConfig termination(SearchLimit limit) {
        return switch (limit) {
            case SearchLimit.OfMoves moves -> new TerminationConfig().withMoveCountLimit(moves.count());
            case SearchLimit.OfTime time ->
                new TerminationConfig()
                        .withSpentLimit(Duration.ofMillis(time.duration().toMillis()));
        };
    }

    private String temperature(Incumbent start) {
        long placed = Arrays.stream(start.optionBySlice())
                .filter(option -> option >= 0)
                .count();
        double mean = (double) start.objectiveMicros() / Math.max(1, placed);
        return HardMediumSoftScore.of(0, 0, Math.max(1, Math.round(START_TEMPERATURE * mean)))
                .toString();
    }

    private Incumbent incumbent(PlacementSolution solution) {
        var score = solution.score;
        if (score == null) {
            throw new IllegalStateException("The search returned a plan without a score.");
        }
        return incumbent(solution.optionBySlice(), -score.mediumScore(), -score.softScore());
    }

    private Incumbent incumbent(int[] flat, long unplacedWeight, long micros) {
        int[] local = new int[flat.length];
        for (int slice = 0; slice < flat.length; slice++) {
            local[slice] = flat[slice] < 0 ? -1 : flat[slice] - model.optionStart[slice];
        }
        return new Incumbent(local, unplacedWeight, micros);
    }

    private int[] flat(int[] local) {
        int[] flat = new int[local.length];
        for (int slice = 0; slice < local.length; slice++) {
            flat[slice] = local[slice] < 0 ? -1 : local[slice] + model.optionStart[slice];
        }
        return flat;
    }
}
