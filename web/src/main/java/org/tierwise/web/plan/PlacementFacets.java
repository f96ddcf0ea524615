package org.tierwise.web.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.web.http.Messages;

/** The choices of the placement filter with their counts; a choice that nothing has is not offered. */
final class PlacementFacets {
    /** One select: its name in the URL, its label, its options. */
    record Facet(String name, String label, List<Option> options) {}

    record Option(String value, String words, long count, boolean selected) {}

    private PlacementFacets() {}

    static List<Facet> of(List<Placement> placements, PlacementFilter filter, Messages messages) {
        var facets = new ArrayList<Facet>();
        facets.add(facet(
                "tier",
                messages,
                placements,
                filter.tier(),
                placement -> placement.at().tier().name()));
        facets.add(facet(
                "class",
                messages,
                placements,
                filter.workloadClass(),
                placement -> placement.slice().workloadClass().name()));
        facets.add(facet(
                "provider",
                messages,
                placements,
                filter.provider(),
                placement -> placement.at().provider()));
        facets.add(facet(
                "verdict",
                messages,
                placements,
                filter.verdict(),
                placement -> placement.verdict().name()));
        facets.add(facet("state", messages, placements, filter.state(), PlacementFilter::state));
        return facets;
    }

    private static Facet facet(
            String name,
            Messages messages,
            List<Placement> placements,
            String chosen,
            Function<Placement, String> value) {
        var counts = new TreeMap<String, Long>();
        placements.forEach(placement -> counts.merge(value.apply(placement), 1L, Long::sum));
        return new Facet(
                name,
                messages.text("plan.filter." + name),
                counts.entrySet().stream()
                        .map(entry -> new Option(
                                entry.getKey(),
                                name.equals("provider") ? entry.getKey() : PlanText.words(entry.getKey()),
                                entry.getValue(),
                                entry.getKey().equals(chosen)))
                        .toList());
    }
}
