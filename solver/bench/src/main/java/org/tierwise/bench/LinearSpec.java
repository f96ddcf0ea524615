package org.tierwise.bench;

import org.tierwise.solver.model.PlacementModel;

/**
 * What to generate: {@code linear:SLICESxSITES:utilisation:seed}, an estate whose slices share nothing.
 *
 * @param sites sites with one pool each
 * @param utilisation demand as a part of the capacity of all sites, above 0 and at most 1
 */
public record LinearSpec(int slices, int sites, double utilisation, long seed) implements Spec {
    static final String PREFIX = "linear:";
    private static final String FORM = "linear:SLICESxSITES:utilisation:seed, as linear:2000x400:0.9:1";

    static LinearSpec parse(String text) {
        String[] parts = Spec.parts(text, FORM);
        int[] sizes = Spec.sizes(text, parts[0], FORM, 2);
        return new LinearSpec(
                sizes[0],
                sizes[1],
                Spec.utilisation(text, parts[1]),
                Spec.whole(text, "seed", parts[2], 0, Long.MAX_VALUE));
    }

    @Override
    public String family() {
        return PREFIX + slices + "x" + sites + ":" + utilisation;
    }

    @Override
    public PlacementModel generate() {
        return LinearGenerator.generate(this);
    }
}
