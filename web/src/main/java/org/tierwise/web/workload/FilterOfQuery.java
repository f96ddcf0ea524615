package org.tierwise.web.workload;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tierwise.catalog.estate.Facet;
import org.tierwise.catalog.estate.WorkloadFilter;
import org.tierwise.catalog.estate.WorkloadSort;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** The filter that a URL means. Names and values that do not exist are ignored, so that an old link still works. */
final class FilterOfQuery {
    private FilterOfQuery() {}

    static WorkloadFilter read(Query query, Paging paging) {
        var chosen = new EnumMap<Facet, Set<String>>(Facet.class);
        for (var facet : Facet.values()) {
            chosen.put(facet, new LinkedHashSet<>(query.all(parameter(facet))));
        }
        var sort = query.value("sort");
        boolean down = sort.startsWith("-");
        return new WorkloadFilter(
                query.value("q"),
                Map.copyOf(chosen),
                sort(down ? sort.substring(1) : sort),
                down,
                paging.number(),
                paging.size());
    }

    static String parameter(Facet facet) {
        return facet.name().toLowerCase(Locale.ROOT);
    }

    private static WorkloadSort sort(String name) {
        return Arrays.stream(WorkloadSort.values())
                .filter(sort -> sort.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(WorkloadSort.NAME);
    }
}
