package org.tierwise.web.workload;

import java.util.List;
import java.util.Map;
import org.tierwise.catalog.estate.Facet;
import org.tierwise.catalog.estate.FacetValue;
import org.tierwise.catalog.estate.WorkloadPage;
import org.tierwise.catalog.estate.WorkloadRow;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Pager;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** What the list of workloads shows, as ready words. */
record WorkloadList(
        List<Row> rows,
        String count,
        String text,
        boolean narrowed,
        List<Column> columns,
        List<FacetView> facets,
        Pager pager,
        String clearUrl,
        List<Kept> kept) {
    /** A facet shows at most this many values; more would be a list of their own. */
    private static final int CHIPS_MAX = 12;

    record Row(
            long id,
            String name,
            String externalId,
            String workloadClass,
            String tier,
            String rule,
            String status,
            String budget,
            String peak,
            String where,
            String owner,
            List<String> warnings) {}

    record Column(String name, String label, String url, String order, boolean number, boolean optional) {}

    record FacetView(String label, List<Chip> chips) {}

    record Chip(String label, String count, boolean chosen, String url) {}

    /** A parameter that the search form carries on. */
    record Kept(String name, String value) {}

    static WorkloadList of(
            Query query,
            Paging paging,
            WorkloadPage found,
            Map<Facet, List<FacetValue>> facets,
            boolean narrowed,
            Messages messages) {
        var page = new Page<>(found.rows(), found.total(), paging.number(), paging.size());
        return new WorkloadList(
                found.rows().stream().map(row -> row(row, messages)).toList(),
                Numbers.whole(found.total()),
                query.value("q"),
                narrowed,
                columns(query, messages),
                facets(query, facets, messages),
                Pager.of(query, page),
                query.path(),
                query.parameters().entrySet().stream()
                        .filter(entry ->
                                !entry.getKey().equals("q") && !entry.getKey().equals("page"))
                        .flatMap(entry -> entry.getValue().stream().map(value -> new Kept(entry.getKey(), value)))
                        .toList());
    }

    private static Row row(WorkloadRow row, Messages messages) {
        var identity = row.identity();
        return new Row(
                identity.id(),
                identity.name(),
                identity.externalId(),
                messages.text("class." + row.workloadClass()),
                messages.text("latencyTier." + row.latencyTier()),
                row.rule(),
                messages.text("status." + row.status()),
                row.budgetMs() == null ? messages.text("budget.none") : Numbers.milliseconds(row.budgetMs()),
                row.peakRps() == null ? "" : Numbers.significant(row.peakRps(), 3),
                row.locations() > 1 ? row.firstLocation() + " +" + (row.locations() - 1) : row.firstLocation(),
                row.owner(),
                row.warnings().stream()
                        .map(Warning::name)
                        .map(name -> messages.text("warning." + name))
                        .toList());
    }

    private static List<Column> columns(Query query, Messages messages) {
        return List.of(
                column("name", query, messages, false, false),
                column("class", query, messages, false, false),
                column("latency_tier", query, messages, false, true),
                column("budget", query, messages, true, false),
                column("peak_rps", query, messages, true, true),
                column("status", query, messages, false, true),
                column("owner", query, messages, false, true));
    }

    private static Column column(String name, Query query, Messages messages, boolean number, boolean optional) {
        return new Column(
                name,
                messages.text("workload.column." + name),
                query.sortedBy(query.value("sort").isEmpty() && name.equals("name") ? "-name" : name)
                        .url(),
                query.order(name, "name"),
                number,
                optional);
    }

    private static List<FacetView> facets(Query query, Map<Facet, List<FacetValue>> facets, Messages messages) {
        return facets.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .filter(entry -> entry.getValue().size() > 1
                        || entry.getValue().getFirst().chosen())
                .map(entry -> new FacetView(
                        messages.text("workload.facet." + entry.getKey()),
                        entry.getValue().stream()
                                .limit(CHIPS_MAX)
                                .map(value -> chip(query, entry.getKey(), value, messages))
                                .toList()))
                .toList();
    }

    private static Chip chip(Query query, Facet facet, FacetValue value, Messages messages) {
        return new Chip(
                label(facet, value.value(), messages),
                Numbers.whole(value.count()),
                value.chosen(),
                query.toggled(FilterOfQuery.parameter(facet), value.value()).url());
    }

    /** The address may choose what does not exist; that is shown as it came, so that it can be taken away again. */
    private static String known(Messages messages, String kind, String value) {
        return messages.has(kind + value) ? messages.text(kind + value) : value;
    }

    private static String label(Facet facet, String value, Messages messages) {
        return switch (facet) {
            case CLASS -> known(messages, "class.", value);
            case LATENCY_TIER -> known(messages, "latencyTier.", value);
            case STATUS -> known(messages, "status.", value);
            case WARNING -> known(messages, "warning.", value);
            case SOURCE -> value.isEmpty() ? messages.text("workload.source.form") : value;
            case OWNER, MODEL, COUNTRY -> value.isEmpty() ? messages.text("workload.none") : value;
        };
    }
}
