package org.tierwise.solver.problem;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.taxonomy.Verdict;

/**
 * What is placed, and everywhere it could and could not be.
 *
 * @param index position in the problem's list of slices
 * @param group index of its serving group: slices of one group share replicas at a pool
 * @param options feasible pairings, by pool index; empty means it stays unplaced
 * @param exclusions what rules out everything else
 * @param unplacedWeight medium score lost if it stays unplaced: criticality × peak load, at least 1
 * @param blocked stable code if it cannot take part at all (UNCLASSIFIED, LOCATION_MISSING); missing otherwise
 * @param blockedReason the sentence for {@code blocked}
 * @param nearestChange for a slice without options the smallest single change that was verified to place it, in words; for
 *     a dear slice with options the change of its budget that would make it cheaper; empty if there is none
 * @param explain computes what one of the options is made of
 * @param backup missing for a slice of its own; otherwise what it stands in for
 * @param pinnedOut the options that a pin takes away, by pool index; empty without a pin
 */
public record DemandSlice(
        int index,
        Slice slice,
        int group,
        List<PlacementOption> options,
        Exclusions exclusions,
        @Nullable Verdict verdict,
        @Nullable SiteTier minimumTier,
        long unplacedWeight,
        @Nullable String blocked,
        @Nullable String blockedReason,
        String nearestChange,
        Function<PlacementOption, OptionDetails> explain,
        @Nullable BackupOf backup,
        List<PlacementOption> pinnedOut) {

    /**
     * That a slice is the backup of another one: the same demand, to be served from another failure domain if the first
     * place fails.
     *
     * @param primary position of the other slice in the problem's list
     * @param asked why the other slice needs one, as a sentence
     */
    public record BackupOf(int primary, String asked) {}

    public DemandSlice {
        options = List.copyOf(options);
        pinnedOut = List.copyOf(pinnedOut);
    }

    /** A slice of its own. */
    public DemandSlice(
            int index,
            Slice slice,
            int group,
            List<PlacementOption> options,
            Exclusions exclusions,
            @Nullable Verdict verdict,
            @Nullable SiteTier minimumTier,
            long unplacedWeight,
            @Nullable String blocked,
            @Nullable String blockedReason,
            String nearestChange,
            Function<PlacementOption, OptionDetails> explain) {
        this(
                index,
                slice,
                group,
                options,
                exclusions,
                verdict,
                minimumTier,
                unplacedWeight,
                blocked,
                blockedReason,
                nearestChange,
                explain,
                null,
                List.of());
    }

    /** One that cannot take part, and why. */
    static DemandSlice blocked(Slice slice, int group, long unplacedWeight, String code, @Nullable String reason) {
        return new DemandSlice(
                0, slice, group, List.of(), Exclusions.NONE, null, null, unplacedWeight, code, reason, "", option -> {
                    throw new IllegalStateException("The slice (" + slice.id() + ") has no options.");
                });
    }

    /** What one of its options is made of; computed anew each time. */
    public OptionDetails details(PlacementOption option) {
        return explain.apply(option);
    }

    /** The same at another position. */
    DemandSlice at(int position) {
        return with(position, unplacedWeight);
    }

    /** The same, counting more or less. */
    DemandSlice weighing(long weight) {
        return with(index, weight);
    }

    /** The same with no option but that at one pool; without any if it has none there. */
    DemandSlice pinnedTo(int pool) {
        return with(
                index,
                unplacedWeight,
                options.stream().filter(option -> option.pool() == pool).toList(),
                options.stream().filter(option -> option.pool() != pool).toList());
    }

    /** The same with some of its options. */
    DemandSlice only(Predicate<PlacementOption> which) {
        return with(index, unplacedWeight, options.stream().filter(which).toList(), pinnedOut);
    }

    private DemandSlice with(int position, long weight) {
        return with(position, weight, options, pinnedOut);
    }

    private DemandSlice with(int position, long weight, List<PlacementOption> left, List<PlacementOption> out) {
        return new DemandSlice(
                position,
                slice,
                group,
                left,
                exclusions,
                verdict,
                minimumTier,
                weight,
                blocked,
                blockedReason,
                nearestChange,
                explain,
                backup,
                out);
    }
}
