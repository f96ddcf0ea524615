package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/** Everywhere one slice could and could not be: filled while the cells are walked, then put in order. */
final class Evaluated {
    private static final int NO_POOL = -1;

    private final Slice slice;
    private final World world;
    private final int explained;
    private final List<PlacementOption> options = new ArrayList<>();
    private final ExclusionTally exclusions;
    private final List<VerdictRule.Seen> seen = new ArrayList<>();
    private @Nullable OptionDetails details;
    private @Nullable Exclusion atPool;

    private Evaluated(Slice slice, World world, int explained) {
        this.slice = slice;
        this.world = world;
        this.explained = explained;
        var location = slice.location();
        exclusions = new ExclusionTally(
                location == null ? null : world.kmFrom(location),
                pool -> world.pools().get(pool).at().tier());
    }

    static Evaluated of(Slice slice, World world) {
        return new Evaluated(slice, world, NO_POOL);
    }

    /** One that also keeps what its option at a pool is made of. */
    static Evaluated explaining(Slice slice, World world, int pool) {
        return new Evaluated(slice, world, pool);
    }

    Slice slice() {
        return slice;
    }

    /** @param parts what the numbers are made of; asked for only if somebody wants to see it */
    void add(PlacementOption option, Supplier<OptionDetails> parts) {
        options.add(option);
        if (option.pool() == explained) {
            details = parts.get();
        }
    }

    void add(Exclusion exclusion) {
        if (exclusion.pool() == explained) {
            atPool = exclusion;
        }
        exclusions.add(exclusion);
    }

    void see(VerdictRule.Seen candidate) {
        seen.add(candidate);
    }

    List<VerdictRule.Seen> seen() {
        return seen;
    }

    List<PlacementOption> options() {
        return options;
    }

    ExclusionTally exclusions() {
        return exclusions;
    }

    /** Of the option that it was asked to explain; missing if the slice has none there. */
    @Nullable
    OptionDetails details() {
        return details;
    }

    /** What rules it out of the pool that it was asked to explain; missing if nothing does. */
    @Nullable
    Exclusion exclusionAtPool() {
        return atPool;
    }

    /** Orders by pool, and takes edge options from a tolerant class that has others: it is there only if nothing else fits. */
    void finish() {
        if (slice.workloadClass() == WorkloadClass.INTERACTIVE_TOLERANT
                && options.stream().anyMatch(option -> !atEdge(option))) {
            for (var option : options) {
                if (atEdge(option)) {
                    exclusions.add(new Exclusion(option.pool(), ExclusionReason.CLASS_TIER, 0, 0, null));
                }
            }
            options.removeIf(this::atEdge);
        }
        options.sort(Comparator.comparingInt(PlacementOption::pool));
    }

    private boolean atEdge(PlacementOption option) {
        return world.pools().get(option.pool()).at().tier() == SiteTier.EDGE;
    }
}
