package org.tierwise.web.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.web.http.Messages;

/** A column head of the placement table: its words, and where a click on it leads. */
record PlacementColumn(String words, String href, @Nullable String order, String css) {

    public boolean isSortable() {
        return !href.isEmpty();
    }

    static List<PlacementColumn> all(String base, PlacementFilter filter, Messages messages) {
        return List.of(
                of("workload", "workload", "", base, filter, messages),
                of("location", "location", "", base, filter, messages),
                of("tier", "tier", "", base, filter, messages),
                of("site", "site", "opt", base, filter, messages),
                of("latency", "latency", "num opt", base, filter, messages),
                of("state", "headroom", "", base, filter, messages),
                of("cost", "cost", "num", base, filter, messages));
    }

    /** A click sorts ascending, a second one descending. */
    private static PlacementColumn of(
            String key, String sort, String css, String base, PlacementFilter filter, Messages messages) {
        boolean current = filter.column().equals(sort);
        var next = current && !filter.descending() ? "-" + sort : sort;
        return new PlacementColumn(
                messages.text("plan.column." + key),
                sort.isEmpty() ? "" : base + filter.query(next),
                current ? (filter.descending() ? "descending" : "ascending") : null,
                css);
    }
}
