package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;

/** Counts the exclusions of one slice as they come, in any order, and keeps the few that say most. */
final class ExclusionTally {
    /** What one slice's page, file row and nearest change ever show, with room for several pools of one site. */
    static final int KEPT = 20;

    /** How far a place is from the users. */
    private record Near(double km, Exclusion exclusion) {
        static final Comparator<Near> ORDER = Comparator.comparingDouble(Near::km)
                .thenComparing(near -> near.exclusion().latency() == null)
                .thenComparingInt(near -> near.exclusion().pool());
    }

    private static final Comparator<Exclusion> SHORTAGE = Comparator.comparingDouble(
                    (Exclusion exclusion) -> exclusion.value() - exclusion.limit())
            .thenComparingInt(Exclusion::pool);

    private final @Nullable IntToDoubleFunction kmToPool;
    private final IntFunction<SiteTier> tierOfPool;
    private final Map<ExclusionReason, Integer> counts = new EnumMap<>(ExclusionReason.class);
    private final List<Exclusion> misses = new ArrayList<>();
    private final Map<SiteTier, Near> places = new EnumMap<>(SiteTier.class);
    private double leastP95Ms = Double.POSITIVE_INFINITY;
    private @Nullable Exclusion leastShortage;

    /** @param kmToPool from the users; missing if the slice has no place */
    ExclusionTally(@Nullable IntToDoubleFunction kmToPool, IntFunction<SiteTier> tierOfPool) {
        this.kmToPool = kmToPool;
        this.tierOfPool = tierOfPool;
    }

    static ExclusionTally withoutPlaces() {
        return new ExclusionTally(null, pool -> SiteTier.CENTRAL);
    }

    void add(Exclusion exclusion) {
        counts.merge(exclusion.reason(), 1, Integer::sum);
        keepMiss(exclusion);
        if (kmToPool != null) {
            keepPlace(exclusion, kmToPool.applyAsDouble(exclusion.pool()));
        }
        if (exclusion.latency() != null) {
            leastP95Ms = Math.min(
                    leastP95Ms, Objects.requireNonNull(exclusion.latency()).p95Ms());
        }
        if (exclusion.reason() == ExclusionReason.CAPACITY
                && (leastShortage == null || SHORTAGE.compare(exclusion, leastShortage) < 0)) {
            leastShortage = exclusion;
        }
    }

    private void keepPlace(Exclusion exclusion, double km) {
        var tier = tierOfPool.apply(exclusion.pool());
        var nearest = places.get(tier);
        if (nearest == null || km <= nearest.km()) {
            var near = new Near(km, exclusion);
            if (nearest == null || Near.ORDER.compare(near, nearest) < 0) {
                places.put(tier, near);
            }
        }
    }

    private void keepMiss(Exclusion exclusion) {
        if (misses.size() == KEPT && ExclusionWords.BY_CHANGE.compare(exclusion, misses.getLast()) >= 0) {
            return;
        }
        int at = Collections.binarySearch(misses, exclusion, ExclusionWords.BY_CHANGE);
        misses.add(at < 0 ? -at - 1 : at, exclusion);
        if (misses.size() > KEPT) {
            misses.removeLast();
        }
    }

    boolean has(ExclusionReason reason) {
        return counts.containsKey(reason);
    }

    /** The least p95 among those for which one was computed. */
    OptionalDouble leastP95Ms() {
        return Double.isInfinite(leastP95Ms) ? OptionalDouble.empty() : OptionalDouble.of(leastP95Ms);
    }

    /** The pool that has least too little. */
    @Nullable
    Exclusion leastShortage() {
        return leastShortage;
    }

    Exclusions result() {
        return new Exclusions(
                counts,
                misses,
                places.values().stream().sorted(Near.ORDER).map(Near::exclusion).toList());
    }
}
