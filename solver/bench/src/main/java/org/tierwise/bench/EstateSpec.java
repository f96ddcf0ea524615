package org.tierwise.bench;

import org.tierwise.solver.model.PlacementModel;

/**
 * What to generate: {@code estate:WORKLOADSxLOCATIONSxSITES:utilisation:seed}.
 *
 * @param workloads serving groups
 * @param locations demand locations of each, so {@code workloads × locations} slices
 * @param sites sites with one pool each
 * @param utilisation demand as a part of the capacity of all sites, above 0 and at most 1
 */
public record EstateSpec(int workloads, int locations, int sites, double utilisation, long seed) implements Spec {
    static final String PREFIX = "estate:";
    private static final String FORM = "estate:WORKLOADSxLOCATIONSxSITES:utilisation:seed, as estate:200x5x1000:0.9:1";

    static EstateSpec parse(String text) {
        String[] parts = Spec.parts(text, FORM);
        int[] sizes = Spec.sizes(text, parts[0], FORM, 3);
        if ((long) sizes[0] * sizes[1] > 1_000_000) {
            throw new BadInput("The instance (" + text + ") has more than 1,000,000 slices.");
        }
        return new EstateSpec(
                sizes[0],
                sizes[1],
                sizes[2],
                Spec.utilisation(text, parts[1]),
                Spec.whole(text, "seed", parts[2], 0, Long.MAX_VALUE));
    }

    @Override
    public String family() {
        return PREFIX + workloads + "x" + locations + "x" + sites + ":" + utilisation;
    }

    @Override
    public PlacementModel generate() {
        return EstateGenerator.generate(this);
    }
}
