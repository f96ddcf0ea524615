package org.tierwise.solver.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.plan.PlanProof;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementPool;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.proof.Certificate;
import org.tierwise.solver.proof.ProofMaker;
import org.tierwise.solver.search.ModelAnswer;

/** A problem as the model that bound and search compute on, and the way back. */
public final class ProblemModel {
    private final PlacementProblem problem;
    private final MovePrices moves;
    private final PlacementModel model;

    private ProblemModel(PlacementProblem problem, MovePrices moves, PlacementModel model) {
        this.problem = problem;
        this.moves = moves;
        this.model = model;
    }

    /**
     * @throws IllegalArgumentException if slices of one group need different replicas at one pool, or a slice has two
     *     options at one pool
     */
    public static ProblemModel of(PlacementProblem problem) {
        long[] capacity = problem.pools().stream()
                .mapToLong(pool -> pool.capacity() == Integer.MAX_VALUE ? PlacementModel.NO_LIMIT : pool.capacity())
                .toArray();
        long[] weight =
                problem.slices().stream().mapToLong(DemandSlice::unplacedWeight).toArray();
        var builder = new PlacementModelBuilder(capacity, problem.groups(), weight);
        var moves = MovePrices.of(problem);
        Surroundings.describe(problem, builder);
        List<List<DemandSlice>> members = new ArrayList<>();
        for (int group = 0; group < problem.groups(); group++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < problem.slices().size(); i++) {
            var slice = problem.slices().get(i);
            if (slice.index() != i) {
                throw new IllegalArgumentException(
                        "The slice at position (" + i + ") says that its index is (" + slice.index() + ").");
            }
            members.get(slice.group()).add(slice);
        }
        for (var group : members) {
            addGroup(problem, moves, builder, group);
        }
        return new ProblemModel(problem, moves, builder.build());
    }

    public PlacementModel model() {
        return model;
    }

    /** The model's options of positions in the slices' lists; −1 stays −1. */
    public int[] options(int[] positionBySlice) {
        int[] options = new int[model.slices];
        for (int slice = 0; slice < model.slices; slice++) {
            int position = positionBySlice[slice];
            options[slice] = position < 0 || position >= model.optionCount(slice)
                    ? -1
                    : model.sliceOption[model.sliceStart[slice] + position];
        }
        return options;
    }

    /** Positions in the slices' lists of the model's options; −1 stays −1. */
    public int[] positions(int[] optionBySlice) {
        int[] positions = new int[model.slices];
        for (int slice = 0; slice < model.slices; slice++) {
            positions[slice] = optionBySlice[slice] < 0 ? -1 : model.position(optionBySlice[slice]);
        }
        return positions;
    }

    /** What is proven of an answer, with all that is needed to check it. */
    PlanProof proof(ModelAnswer answer) {
        return proof(answer, model);
    }

    /** The same of a model that has another objective, such as another price of latency. */
    public PlanProof proof(ModelAnswer answer, PlacementModel of) {
        long[] beside = new long[model.slices];
        long latency = 0;
        long moving = 0;
        int[] positions = positions(answer.option());
        for (var slice : problem.slices()) {
            int position = positions[slice.index()];
            if (position >= 0) {
                // What the objective counts that is not paid.
                beside[slice.index()] = of.optionMicros[answer.option()[slice.index()]]
                        - slice.options().get(position).sliceCostMicros();
                long move = moves.micros(slice, slice.options().get(position));
                latency += beside[slice.index()] - move;
                moving += move;
            }
        }
        var certificate = new Certificate(
                of,
                problem.slices().stream().map(this::idInPlan).toList(),
                problem.pools().stream().map(pool -> pool.at().optionId()).toList(),
                answer.option(),
                beside,
                answer.multipliers(),
                answer.lowerBoundMicros());
        return ProofMaker.of(
                certificate, problem.pools().stream().map(PlacementPool::at).toList(), beside(latency, moving));
    }

    private static Map<String, Money> beside(long latency, long moving) {
        var map = new LinkedHashMap<String, Money>();
        map.put("latency", new Money(latency));
        map.put("moves", new Money(moving));
        return map;
    }

    /** A backup has no placement of its own in the plan: it is named at what it backs up. */
    private String idInPlan(DemandSlice slice) {
        var backup = slice.backup();
        return (backup == null ? slice : problem.slices().get(backup.primary()))
                .slice()
                .id();
    }

    /** What the objective counts beside the cost for a slice at one of its options: latency and moving. */
    long besideMicros(DemandSlice slice, PlacementOption option) {
        return option.latencyPriceMicros() + moves.micros(slice, option);
    }

    /** Whether a choice keeps power, failure domains and shares; accelerators are not asked for. */
    public boolean keepsRules(int[] options) {
        return new ChoiceRules(model, options).keep();
    }

    PlacementProblem problem() {
        return problem;
    }

    private record At(DemandSlice slice, PlacementOption option) {}

    private static void addGroup(
            PlacementProblem problem, MovePrices moves, PlacementModelBuilder builder, List<DemandSlice> slices) {
        builder.group(slices.stream().mapToInt(DemandSlice::index).toArray());
        var all = new ArrayList<At>();
        for (var slice : slices) {
            // A blocked slice takes no part, whatever its options.
            if (slice.blocked() == null) {
                slice.options().forEach(option -> all.add(new At(slice, option)));
            }
        }
        all.sort(Comparator.comparingInt((At at) -> at.option().pool())
                .thenComparingInt(at -> at.slice().index()));
        At before = null;
        for (var at : all) {
            var option = at.option();
            if (before == null || before.option().pool() != option.pool()) {
                builder.cell(option.pool(), option.acceleratorsPerReplica(), option.replicaCostMicros());
            } else if (before.slice() == at.slice()) {
                throw refused(problem, at, "has two options at");
            } else if (before.option().acceleratorsPerReplica() != option.acceleratorsPerReplica()
                    || before.option().replicaCostMicros() != option.replicaCostMicros()) {
                throw refused(problem, at, "needs another replica than its serving group at");
            }
            long micros = Math.addExact(
                    Math.addExact(option.sliceCostMicros(), option.latencyPriceMicros()),
                    moves.micros(at.slice(), option));
            builder.option(at.slice().index(), option.loadMicros(), micros, option.sliceCostMicros());
            before = at;
        }
    }

    private static IllegalArgumentException refused(PlacementProblem problem, At at, String what) {
        return new IllegalArgumentException("Slice (" + at.slice().slice().id() + ") " + what + " pool ("
                + problem.pools().get(at.option().pool()).at().optionId() + ").");
    }
}
