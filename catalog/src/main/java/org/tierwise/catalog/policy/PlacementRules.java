package org.tierwise.catalog.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plan must keep beside capacity, latency and residency.
 *
 * @param providerCapPercent no provider gets more than this part of the plan's monthly cost; own premises count in the
 *     whole but are not capped. Missing for no cap
 * @param pins option id by slice id: these slices run there or nowhere
 * @param baseline missing for a plan from scratch
 * @param lostSites ids of sites at which nothing may run
 */
public record PlacementRules(
        @Nullable Integer providerCapPercent,
        BackupRule backups,
        Map<String, String> pins,
        @Nullable Baseline baseline,
        List<String> lostSites) {
    /** Nothing but the limits of the catalogue. */
    public static final PlacementRules NONE = new PlacementRules(null, BackupRule.NONE, Map.of(), null, List.of());

    /** What applies if nobody says otherwise. */
    public static final PlacementRules USUAL =
            new PlacementRules(null, BackupRule.WHERE_NEEDED, Map.of(), null, List.of());

    public PlacementRules {
        if (providerCapPercent != null && (providerCapPercent < 1 || providerCapPercent > 99)) {
            throw new IllegalArgumentException(
                    "The cap on a provider's share (" + providerCapPercent + " %) must be 1 to 99 %.");
        }
        pins = Collections.unmodifiableMap(new TreeMap<>(pins));
        lostSites = lostSites.stream().distinct().sorted().toList();
    }

    /** The same from scratch. */
    public PlacementRules withoutBaseline() {
        return new PlacementRules(providerCapPercent, backups, pins, null, lostSites);
    }

    /** The same without the cap. */
    public PlacementRules withoutCap() {
        return new PlacementRules(null, backups, pins, baseline, lostSites);
    }
}
