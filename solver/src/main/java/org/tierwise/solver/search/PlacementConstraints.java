package org.tierwise.solver.search;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import org.tierwise.solver.problem.PlacementPool;

/**
 * The rules, to be read; {@link PlacementScore} computes the same faster. Latency, residency, memory and class rules
 * are not here: what breaks them is not an option.
 */
public final class PlacementConstraints implements ConstraintProvider {
    static final String POOL_CAPACITY = "poolCapacity";
    static final String UNPLACED_DEMAND = "unplacedDemand";
    static final String REPLICA_COST = "replicaCost";
    static final String SLICE_COST = "sliceCost";
    static final String LATENCY_PRICE = "latencyPrice";

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            poolCapacity(factory),
            unplacedDemand(factory),
            replicaCost(factory),
            sliceCost(factory),
            latencyPrice(factory)
        };
    }

    /** Hard: whole replicas of all serving groups at a pool need no more accelerators than it has. */
    Constraint poolCapacity(ConstraintFactory factory) {
        return shares(factory)
                .groupBy(Share::pool, sum(Share::accelerators))
                .join(PlacementPool.class, Joiners.equal((pool, used) -> pool, PlacementPool::index))
                .filter((pool, used, facts) -> used > facts.capacity())
                .penalize(HardMediumSoftScore.ONE_HARD, (pool, used, facts) -> used - facts.capacity())
                .asConstraint(POOL_CAPACITY);
    }

    /** Medium: demand that is served nowhere, by its weight. */
    Constraint unplacedDemand(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(SliceAssignment.class)
                .filter(assignment -> assignment.choice == null)
                .penalize(
                        HardMediumSoftScore.ONE_MEDIUM,
                        assignment -> assignment.slice().unplacedWeight())
                .asConstraint(UNPLACED_DEMAND);
    }

    /** Soft: each whole replica of a serving group at a pool. */
    Constraint replicaCost(ConstraintFactory factory) {
        return shares(factory)
                .penalize(HardMediumSoftScore.ONE_SOFT, Share::micros)
                .asConstraint(REPLICA_COST);
    }

    /** Soft: what a slice causes whatever the replicas, such as egress. */
    Constraint sliceCost(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .penalize(
                        HardMediumSoftScore.ONE_SOFT,
                        assignment -> assignment.chosen().option().sliceCostMicros())
                .asConstraint(SLICE_COST);
    }

    /** Soft: the policy's price of the latency that the slice has there. */
    Constraint latencyPrice(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .penalize(
                        HardMediumSoftScore.ONE_SOFT,
                        assignment -> assignment.chosen().option().latencyPriceMicros())
                .asConstraint(LATENCY_PRICE);
    }

    /** Each serving group at each pool that it uses. */
    private static UniConstraintStream<Share> shares(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .groupBy(
                        assignment -> new Place(assignment),
                        sum(assignment -> assignment.chosen().option().loadMicros()))
                .map(Share::new);
    }

    /** A serving group at a pool, with what one of its replicas takes there. */
    private record Place(int group, int pool, int acceleratorsPerReplica, long replicaMicros) {
        Place(SliceAssignment assignment) {
            this(
                    assignment.group(),
                    assignment.chosen().option().pool(),
                    assignment.chosen().option().acceleratorsPerReplica(),
                    assignment.chosen().option().replicaCostMicros());
        }
    }

    private record Share(Place place, long load) {
        int pool() {
            return place.pool();
        }

        long replicas() {
            return SearchModel.replicas(load, 1);
        }

        long accelerators() {
            return replicas() * place.acceleratorsPerReplica();
        }

        long micros() {
            return replicas() * place.replicaMicros();
        }
    }
}
