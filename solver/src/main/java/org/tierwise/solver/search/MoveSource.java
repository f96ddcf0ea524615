package org.tierwise.solver.search;

import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import ai.timefold.solver.core.impl.score.director.InnerScoreDirector;
import ai.timefold.solver.core.impl.score.director.ScoreDirector;
import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningVariableMetaModel;
import java.util.Iterator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Hands the proposals of a {@link Neighbourhood} to Timefold, without end. One instance serves one solver. */
public final class MoveSource implements MoveIteratorFactory<PlacementSolution, ReassignMove> {
    private static final int MOVES_PER_BEAT = 32;

    private @Nullable Neighbourhood neighbourhood;
    private int untilBeat = MOVES_PER_BEAT;

    @Override
    public long getSize(ScoreDirector<PlacementSolution> director) {
        return Integer.MAX_VALUE;
    }

    @Override
    public Iterator<ReassignMove> createOriginalMoveIterator(ScoreDirector<PlacementSolution> director) {
        throw new UnsupportedOperationException("Moves are drawn at random; there is no original order.");
    }

    @Override
    public Iterator<ReassignMove> createRandomMoveIterator(
            ScoreDirector<PlacementSolution> director, RandomGenerator random) {
        var solution = director.getWorkingSolution();
        if (neighbourhood == null) {
            neighbourhood = new Neighbourhood(solution.pulse().tools());
        }
        return new Moves(solution, neighbourhood, variable(director), random);
    }

    /** Timefold's own description of the variable, which its moves need; this version gives no shorter way. */
    private static PlanningVariableMetaModel<PlacementSolution, SliceAssignment, Integer> variable(
            ScoreDirector<PlacementSolution> director) {
        var inner = (InnerScoreDirector<PlacementSolution, ?>) director;
        return (PlanningVariableMetaModel<PlacementSolution, SliceAssignment, Integer>) inner.getSolutionDescriptor()
                .getMetaModel()
                .entity(SliceAssignment.class)
                .<Integer>variable("position");
    }

    private final class Moves implements Iterator<ReassignMove> {
        private final PlacementSolution solution;
        private final SearchState state;
        private final Neighbourhood proposals;
        private final PlanningVariableMetaModel<PlacementSolution, SliceAssignment, Integer> variable;
        private final RandomGenerator random;
        private final Proposal proposal = new Proposal();

        Moves(
                PlacementSolution solution,
                Neighbourhood proposals,
                PlanningVariableMetaModel<PlacementSolution, SliceAssignment, Integer> variable,
                RandomGenerator random) {
            this.solution = solution;
            this.state = solution.state();
            this.proposals = proposals;
            this.variable = variable;
            this.random = random;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public ReassignMove next() {
            if (--untilBeat <= 0) {
                untilBeat = MOVES_PER_BEAT;
                solution.pulse().beat();
            }
            proposals.propose(state, solution.pulse().tolerance(), random, proposal);
            var assignments = new SliceAssignment[proposal.count];
            @Nullable Integer[] positions = new Integer[proposal.count];
            for (int i = 0; i < proposal.count; i++) {
                assignments[i] = solution.assignments.get(proposal.slices[i]);
                int option = proposal.options[i];
                positions[i] = option < 0 ? null : solution.model().position(option);
            }
            return new ReassignMove(variable, assignments, positions);
        }
    }
}
