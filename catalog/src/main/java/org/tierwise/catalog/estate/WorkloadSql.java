package org.tierwise.catalog.estate;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.tierwise.catalog.schema.Tables.DEMAND_POINT;
import static org.tierwise.catalog.schema.Tables.WORKLOAD;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.tierwise.catalog.taxonomy.Warning;

/** A filter as SQL: the same condition serves list, count, facets and export. */
final class WorkloadSql {
    /** The column of each facet that has one. */
    static final Map<Facet, Field<String>> COLUMNS = Map.of(
            Facet.CLASS, WORKLOAD.WORKLOAD_CLASS,
            Facet.LATENCY_TIER, WORKLOAD.LATENCY_TIER,
            Facet.STATUS, WORKLOAD.STATUS,
            Facet.SOURCE, WORKLOAD.SOURCE,
            Facet.OWNER, WORKLOAD.OWNER_NAME,
            Facet.MODEL, WORKLOAD.MODEL_NAME);

    private WorkloadSql() {}

    static Condition matching(long workspaceId, WorkloadFilter filter) {
        var condition = WORKLOAD.WORKSPACE_ID.eq(workspaceId);
        for (var word : WorkloadRecordsSql.key(filter.text()).split("\\s+", -1)) {
            condition = condition.and(word.isEmpty() ? noCondition() : WORKLOAD.SEARCH_KEY.contains(word));
        }
        for (var choice : filter.chosen().entrySet()) {
            condition = condition.and(holds(choice.getKey(), choice.getValue()));
        }
        return condition;
    }

    private static Condition holds(Facet facet, Set<String> values) {
        return switch (facet) {
            case CLASS, LATENCY_TIER, STATUS, SOURCE, OWNER, MODEL ->
                column(facet).in(values);
            case WARNING ->
                values.stream()
                        .map(WORKLOAD.WARNINGS::contains)
                        .reduce(Condition::or)
                        .orElse(noCondition());
            case COUNTRY ->
                exists(selectOne()
                        .from(DEMAND_POINT)
                        .where(DEMAND_POINT.WORKSPACE_ID.eq(WORKLOAD.WORKSPACE_ID))
                        .and(DEMAND_POINT.WORKLOAD_ID.eq(WORKLOAD.ID))
                        .and(DEMAND_POINT.COUNTRY.in(values)));
        };
    }

    static Field<String> column(Facet facet) {
        var column = COLUMNS.get(facet);
        if (column == null) {
            throw new IllegalArgumentException("The facet (" + facet + ") has no column.");
        }
        return column;
    }

    static List<SortField<?>> order(WorkloadFilter filter) {
        var by = switch (filter.sort()) {
            case NAME -> WORKLOAD.NAME_KEY;
            case EXTERNAL_ID -> WORKLOAD.EXTERNAL_ID;
            case CLASS -> WORKLOAD.WORKLOAD_CLASS;
            case LATENCY_TIER -> WORKLOAD.LATENCY_TIER;
            case STATUS -> WORKLOAD.STATUS;
            case OWNER -> WORKLOAD.OWNER_NAME;
            case CRITICALITY -> WORKLOAD.CRITICALITY;
            case BUDGET -> WORKLOAD.BUDGET_MS;
            case PEAK_RPS -> WORKLOAD.PEAK_RPS;
            case MODEL -> WORKLOAD.MODEL_NAME;
            case UPDATED -> WORKLOAD.UPDATED_AT;
        };
        // The second key goes the same way, so that the index by name serves both directions.
        return filter.descending()
                ? List.of(by.desc().nullsLast(), WORKLOAD.ID.desc())
                : List.of(by.asc().nullsLast(), WORKLOAD.ID.asc());
    }

    /** The codes of a column, which are joined by semicolons. */
    static List<Warning> warnings(String joined) {
        return Stream.of(joined.split(";", -1))
                .filter(code -> !code.isEmpty())
                .map(Warning::valueOf)
                .toList();
    }
}
