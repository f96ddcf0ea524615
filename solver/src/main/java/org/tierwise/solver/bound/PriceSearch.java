package org.tierwise.solver.bound;

import java.util.function.BooleanSupplier;
import org.tierwise.solver.model.PlacementModel;

/**
 * Finds multipliers that prove a high bound: the volume algorithm (F. Barahona, R. Anbil, "The volume algorithm:
 * producing primal solutions with a subgradient method", Mathematical Programming 87, 2000) over candidate cells. After
 * each round a scan of all cells says what the prices really prove and adds the cells that were missed; a round that
 * promised more than it held is taken back.
 */
public final class PriceSearch {
    /** Rounds after which no problem has been seen to gain anything. */
    private static final int ROUNDS_MAX = 80;

    /** The first rounds are short: with few candidates they mislead soon. */
    private static final int EARLY_ROUNDS = 10;

    private static final int EARLY_STEPS = 30;
    private static final int STEPS = 100;

    /** A round ends when the value has risen by this part: beyond, the candidates are no longer the right ones. */
    private static final double TRUST = 0.04;

    /** A gain by this part of the bound is no longer worth a round. */
    private static final double WORTHWHILE = 2e-6;

    private static final int RESTARTS = 2;

    private final PlacementModel model;
    private final Relaxation relaxation;
    private final DualSpace space;
    private final Volume volume;
    private Multipliers best;
    private long bound;

    /** For plans that leave nothing unplaced that has an option; or rather, where that is not possible, little. */
    public PriceSearch(PlacementModel model) {
        this(model, dearUnplaced(model), 0, false);
    }

    /** The same, beginning with multipliers of a similar problem. */
    public PriceSearch(PlacementModel model, Multipliers start) {
        this(
                model,
                new Multipliers(
                        start.accelerator(),
                        start.watt(),
                        start.share(),
                        dearUnplaced(model).weight()),
                0,
                false);
    }

    /** For plans that leave so much unplaced: finds the price of that too, beginning with these multipliers. */
    public PriceSearch(PlacementModel model, Multipliers start, long unplacedWeight) {
        this(model, start, unplacedWeight, true);
    }

    private PriceSearch(PlacementModel model, Multipliers start, long unplacedWeight, boolean weighted) {
        this.model = model;
        relaxation = new Relaxation(model, unplacedWeight, weighted);
        space = new DualSpace(model, weighted, start.weight());
        best = start;
        bound = relaxation.scan(best);
        volume = new Volume(relaxation, space, space.vector(best));
    }

    /** The best multipliers so far. */
    public Multipliers best() {
        return best;
    }

    /** What they prove, in micro-dollars; {@link LowerBound#of} may say a little more. */
    public long bound() {
        return bound;
    }

    public Guide guide() {
        return new Guide(model, best, relaxation);
    }

    /** Prices for what is left when some groups have their place; shares scratch space with this search. */
    public ResidualPrices residual() {
        return new ResidualPrices(model, relaxation.whole(), space, best);
    }

    /** Goes on from the best multipliers until nothing is gained or {@code enough} says so, asked once a round. */
    public void run(BooleanSupplier enough) {
        int restarts = 0;
        volume.restart(0.02);
        for (int round = 0; round < ROUNDS_MAX && !enough.getAsBoolean(); round++) {
            volume.run(round < EARLY_ROUNDS ? EARLY_STEPS : STEPS, TRUST);
            int candidates = relaxation.candidates();
            long before = bound;
            var multipliers = space.multipliers(volume.center());
            long proven = relaxation.scan(multipliers);
            boolean added = relaxation.candidates() > candidates;
            if (proven > bound) {
                bound = proven;
                best = multipliers;
            } else if (round > 0) {
                volume.back(space.vector(best));
            }
            boolean gained = bound - before >= WORTHWHILE * Math.abs(bound);
            if (gained) {
                restarts = 0;
            } else if (!added && round >= EARLY_ROUNDS) {
                if (restarts++ == RESTARTS) {
                    return;
                }
                volume.restart(3e-4);
            }
            volume.evaluate();
        }
    }

    /** A unit of unplaced weight costs more than what placing it could, whatever the prices of capacity. */
    private static Multipliers dearUnplaced(PlacementModel model) {
        long dearest = 1;
        for (int option = 0; option < model.options; option++) {
            dearest = Math.max(
                    dearest, model.aloneMicros(option) / Math.max(1, model.sliceWeight[model.optionSlice[option]]));
        }
        return new Multipliers(
                new long[model.pools],
                new long[model.sites],
                new long[model.providers],
                Math.min(Multipliers.MOST, 8 * dearest));
    }
}
