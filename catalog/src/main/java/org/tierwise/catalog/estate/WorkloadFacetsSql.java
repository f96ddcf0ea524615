package org.tierwise.catalog.estate;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.tierwise.catalog.schema.Tables.DEMAND_POINT;
import static org.tierwise.catalog.schema.Tables.WORKLOAD;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** The values of each facet with their counts, each counted as if nothing of its own facet were chosen. */
final class WorkloadFacetsSql {
    private final DSLContext db;
    private final long workspaceId;
    private final WorkloadFilter filter;

    WorkloadFacetsSql(DSLContext db, long workspaceId, WorkloadFilter filter) {
        this.db = db;
        this.workspaceId = workspaceId;
        this.filter = filter;
    }

    Map<Facet, List<FacetValue>> all() {
        var all = new EnumMap<Facet, List<FacetValue>>(Facet.class);
        for (var facet : Facet.values()) {
            all.put(facet, values(facet));
        }
        return all;
    }

    private List<FacetValue> values(Facet facet) {
        var chosen = filter.chosen().getOrDefault(facet, Set.of());
        var counts = counts(facet);
        counts.remove("");
        chosen.forEach(value -> counts.putIfAbsent(value, 0));
        return counts.entrySet().stream()
                .map(entry -> new FacetValue(entry.getKey(), entry.getValue(), chosen.contains(entry.getKey())))
                .sorted(Comparator.comparingInt(FacetValue::count).reversed().thenComparing(FacetValue::value))
                .toList();
    }

    private Map<String, Integer> counts(Facet facet) {
        var others = WorkloadSql.matching(workspaceId, filter.with(facet, Set.of()));
        return switch (facet) {
            case CLASS, LATENCY_TIER, STATUS, SOURCE, OWNER, MODEL -> {
                var column = WorkloadSql.column(facet);
                yield new HashMap<>(db.select(column, count())
                        .from(WORKLOAD)
                        .where(others)
                        .groupBy(column)
                        .fetchMap(found -> found.value1(), found -> found.value2()));
            }
            case WARNING -> {
                var byCode = new HashMap<String, Integer>();
                db.select(WORKLOAD.WARNINGS, count())
                        .from(WORKLOAD)
                        .where(others)
                        .groupBy(WORKLOAD.WARNINGS)
                        .forEach(found -> {
                            for (var warning : WorkloadSql.warnings(found.value1())) {
                                byCode.merge(warning.name(), found.value2(), Integer::sum);
                            }
                        });
                yield byCode;
            }
            case COUNTRY ->
                new HashMap<>(db.select(DEMAND_POINT.COUNTRY, countDistinct(DEMAND_POINT.WORKLOAD_ID))
                        .from(DEMAND_POINT)
                        .join(WORKLOAD)
                        .on(WORKLOAD.WORKSPACE_ID.eq(DEMAND_POINT.WORKSPACE_ID))
                        .and(WORKLOAD.ID.eq(DEMAND_POINT.WORKLOAD_ID))
                        .where(others)
                        .groupBy(DEMAND_POINT.COUNTRY)
                        .fetchMap(found -> found.value1(), found -> found.value2()));
        };
    }
}
