package org.tierwise.bench.peer;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import org.tierwise.solver.model.PlacementModel;

/** The rules for Timefold out of the box, as its documentation teaches to write them. */
public final class TimefoldRules implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            poolCapacity(factory), unplaced(factory), optionCost(factory), replicaCost(factory), openingCost(factory)
        };
    }

    Constraint poolCapacity(ConstraintFactory factory) {
        return loads(factory)
                .groupBy((cell, load) -> cell.pool(), sum((cell, load) -> replicas(load) * cell.accelerators()))
                .filter((pool, used) -> used > pool.capacity())
                .penalize(HardMediumSoftScore.ONE_HARD, (pool, used) -> used - pool.capacity())
                .asConstraint("poolCapacity");
    }

    Constraint unplaced(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(TimefoldSlice.class)
                .filter(slice -> slice.pool == null)
                .penalize(HardMediumSoftScore.ONE_MEDIUM, TimefoldSlice::weight)
                .asConstraint("unplaced");
    }

    Constraint optionCost(ConstraintFactory factory) {
        return factory.forEach(TimefoldSlice.class)
                .penalize(HardMediumSoftScore.ONE_SOFT, TimefoldSlice::micros)
                .asConstraint("optionCost");
    }

    Constraint replicaCost(ConstraintFactory factory) {
        return loads(factory)
                .filter((cell, load) -> cell.replicaMicros() > 0)
                .penalize(HardMediumSoftScore.ONE_SOFT, (cell, load) -> replicas(load) * cell.replicaMicros())
                .asConstraint("replicaCost");
    }

    Constraint openingCost(ConstraintFactory factory) {
        return factory.forEach(TimefoldSlice.class)
                .filter(slice -> slice.placedAt().site().openMicros() > 0)
                .groupBy(slice -> slice.placedAt().site())
                .penalize(HardMediumSoftScore.ONE_SOFT, TimefoldPool.Site::openMicros)
                .asConstraint("openingCost");
    }

    /** The load of each serving group at each pool that it uses. */
    private static BiConstraintStream<TimefoldSlice.Cell, Long> loads(ConstraintFactory factory) {
        return factory.forEach(TimefoldSlice.class).groupBy(TimefoldSlice::cell, sum(TimefoldSlice::load));
    }

    private static long replicas(long load) {
        return PlacementModel.replicas(load, 1);
    }
}
