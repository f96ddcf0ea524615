package org.tierwise.solver.search;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.HashMap;
import java.util.List;
import org.tierwise.solver.model.PlacementModel;

/**
 * The rules, to be read; {@link PlacementScore} computes the same faster. Latency, residency, memory and class rules
 * are not here: what breaks them is not an option. Nor are pins: a pinned slice has one option.
 */
public final class PlacementConstraints implements ConstraintProvider {
    static final String POOL_CAPACITY = "poolCapacity";
    static final String SITE_POWER = "sitePower";
    static final String BACKUP_APART = "backupApart";
    static final String PROVIDER_SHARE = "providerShare";
    static final String UNPLACED_DEMAND = "unplacedDemand";
    static final String REPLICA_COST = "replicaCost";
    static final String SLICE_COST = "sliceCost";
    static final String SITE_OPENING = "siteOpening";

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            poolCapacity(factory),
            sitePower(factory),
            backupApart(factory),
            providerShare(factory),
            unplacedDemand(factory),
            replicaCost(factory),
            sliceCost(factory),
            siteOpening(factory)
        };
    }

    /** Hard: whole replicas of all serving groups at a pool need no more accelerators than it has. */
    Constraint poolCapacity(ConstraintFactory factory) {
        return shares(factory)
                .groupBy(Share::pool, sum(Share::accelerators))
                .filter((pool, used) -> used > pool.capacity())
                .penalize(HardMediumSoftScore.ONE_HARD, (pool, used) -> used - pool.capacity())
                .asConstraint(POOL_CAPACITY);
    }

    /** Hard: the accelerators at a site draw no more power than it has. */
    Constraint sitePower(ConstraintFactory factory) {
        return shares(factory)
                .filter(share -> share.watts() > 0)
                .groupBy(Share::site, sum(Share::watts))
                .filter((site, watts) -> watts > site.wattsMax())
                .penalize(HardMediumSoftScore.ONE_HARD, (site, watts) -> watts - site.wattsMax())
                .asConstraint(SITE_POWER);
    }

    /** Hard: primary and backup are in different failure domains. */
    Constraint backupApart(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .join(
                        SliceAssignment.class,
                        Joiners.equal(SliceAssignment::partner, assignment -> assignment.id),
                        Joiners.lessThan(assignment -> assignment.id))
                .filter((one, other) -> one.chosen().domain() == other.chosen().domain())
                .penalize(HardMediumSoftScore.ONE_HARD)
                .asConstraint(BACKUP_APART);
    }

    /** Hard: no capped provider is paid more than its part of the spend, in hundredths of micro-dollars. */
    Constraint providerShare(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .filter(assignment -> assignment.model().shareCap != null)
                .groupBy(toList())
                .penalize(HardMediumSoftScore.ONE_HARD, PlacementConstraints::sharesOver)
                .asConstraint(PROVIDER_SHARE);
    }

    /** Medium: demand that is served nowhere, by its weight. */
    Constraint unplacedDemand(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(SliceAssignment.class)
                .filter(assignment -> assignment.position == null)
                .penalize(HardMediumSoftScore.ONE_MEDIUM, SliceAssignment::weight)
                .asConstraint(UNPLACED_DEMAND);
    }

    /** Soft: each whole replica of a serving group at a pool. */
    Constraint replicaCost(ConstraintFactory factory) {
        return shares(factory)
                .penalize(HardMediumSoftScore.ONE_SOFT, Share::micros)
                .asConstraint(REPLICA_COST);
    }

    /** Soft: what a slice causes whatever the replicas: traffic, the price of its latency, the price of moving it. */
    Constraint sliceCost(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .penalize(
                        HardMediumSoftScore.ONE_SOFT,
                        assignment -> assignment.chosen().micros())
                .asConstraint(SLICE_COST);
    }

    /** Soft: the fixed price of each site where anything runs. */
    Constraint siteOpening(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .groupBy(assignment ->
                        new Site(assignment.model(), assignment.chosen().site()))
                .penalize(HardMediumSoftScore.ONE_SOFT, Site::openMicros)
                .asConstraint(SITE_OPENING);
    }

    /** Each serving group at each pool that it uses. */
    private static UniConstraintStream<Share> shares(ConstraintFactory factory) {
        return factory.forEach(SliceAssignment.class)
                .groupBy(
                        assignment ->
                                new Cell(assignment.model(), assignment.chosen().cell()),
                        sum(assignment -> assignment.chosen().load()))
                .map(Share::new);
    }

    private static long sharesOver(List<SliceAssignment> placed) {
        var model = placed.get(0).model();
        var cap = model.shareCap;
        var spendOption = model.optionSpend;
        if (cap == null || spendOption == null) {
            return 0;
        }
        var loads = new HashMap<Integer, Long>();
        var open = new HashMap<Integer, Integer>();
        long[] spend = new long[model.providers];
        for (var assignment : placed) {
            var choice = assignment.chosen();
            loads.merge(choice.cell(), choice.load(), Long::sum);
            open.put(choice.site(), model.poolProvider[choice.pool()]);
            spend[model.poolProvider[choice.pool()]] += spendOption[choice.option()];
        }
        loads.forEach((cell, load) -> spend[model.poolProvider[model.cellPool[cell]]] +=
                PlacementModel.replicas(load, 1) * model.cellReplicaMicros.get(cell));
        open.forEach((site, provider) -> spend[provider] += model.siteOpenMicros[site]);
        long all = 0;
        for (long paid : spend) {
            all += paid;
        }
        long over = 0;
        for (int provider = 0; provider < spend.length; provider++) {
            over += cap.capped(provider) ? Math.max(0, cap.over(spend[provider], all)) : 0;
        }
        return over;
    }

    private record Pool(PlacementModel model, int index) {
        long capacity() {
            return model.poolCapacity[index];
        }
    }

    private record Site(PlacementModel model, int index) {
        long wattsMax() {
            return model.siteWatts[index];
        }

        long openMicros() {
            return model.siteOpenMicros[index];
        }
    }

    /** A serving group at a pool. */
    private record Cell(PlacementModel model, int index) {}

    private record Share(Cell cell, long load) {
        Pool pool() {
            return new Pool(cell.model, cell.model.cellPool[cell.index]);
        }

        Site site() {
            return new Site(cell.model, cell.model.poolSite[pool().index]);
        }

        long replicas() {
            return PlacementModel.replicas(load, 1);
        }

        long accelerators() {
            return replicas() * cell.model.cellAccelerators[cell.index];
        }

        long watts() {
            return accelerators() * cell.model.poolWatts[pool().index];
        }

        long micros() {
            return replicas() * cell.model.cellReplicaMicros.get(cell.index);
        }
    }
}
