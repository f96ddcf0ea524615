package org.tierwise.solver.problem;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What rules a slice out of all the pools that are no option: how often each reason, and the few exclusions that say
 * most. The others are not kept, because there are tens of millions of pairs.
 *
 * @param counts pools by reason, without reasons that rule out none
 * @param nearestMisses at most {@link ExclusionTally#KEPT}, those that would need the smallest change first
 * @param nearestPlaces the nearest place of each tier, nearest first; empty for a slice without a place
 */
public record Exclusions(
        Map<ExclusionReason, Integer> counts, List<Exclusion> nearestMisses, List<Exclusion> nearestPlaces) {
    /** Of a slice that was not evaluated. */
    public static final Exclusions NONE = new Exclusions(Map.of(), List.of(), List.of());

    public Exclusions {
        var copy = new EnumMap<ExclusionReason, Integer>(ExclusionReason.class);
        copy.putAll(counts);
        counts = copy;
        nearestMisses = List.copyOf(nearestMisses);
        nearestPlaces = List.copyOf(nearestPlaces);
    }

    /** Of exclusions without regard to distance. */
    public static Exclusions of(List<Exclusion> all) {
        var tally = ExclusionTally.withoutPlaces();
        all.forEach(tally::add);
        return tally.result();
    }

    /** Pools that are ruled out. */
    public int total() {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    /** Pools that this reason rules out. */
    public int count(ExclusionReason reason) {
        return counts.getOrDefault(reason, 0);
    }
}
