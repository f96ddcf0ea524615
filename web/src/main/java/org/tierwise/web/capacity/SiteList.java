package org.tierwise.web.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Pager;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** The list of sites that a URL asks for: filtered, sorted, one page of it, with its facets. */
record SiteList(
        List<SiteRow> rows,
        List<SiteRow> marks,
        String count,
        String finding,
        String text,
        boolean narrowed,
        List<Column> columns,
        List<Facet> facets,
        Pager pager,
        List<Kept> kept) {
    record Column(String label, String url, String order, boolean number, boolean optional) {}

    record Facet(String label, List<Chip> chips) {}

    record Chip(String label, String count, boolean chosen, String url) {}

    record Kept(String name, String value) {}

    private static final int CHIPS_MAX = 14;

    static SiteList of(Query query, Paging paging, List<SiteRow> all, Messages messages) {
        var found = all.stream()
                .filter(matching(query, ""))
                .sorted(order(query.value("sort")))
                .toList();
        var page = Page.of(found, paging);
        var withCapacity = found.stream().filter(SiteRow::gpu).count();
        return new SiteList(
                page.rows(),
                found,
                Numbers.whole(found.size()),
                messages.text("capacity.finding", Numbers.whole(found.size()), Numbers.whole(withCapacity)),
                query.value("q"),
                query.parameters().keySet().stream()
                        .anyMatch(List.of("q", "tier", "provider", "gpu", "country")::contains),
                List.of(
                        column("name", query, messages, false, false),
                        column("tier", query, messages, false, false),
                        column("provider", query, messages, false, false),
                        column("place", query, messages, false, true),
                        column("accelerators", query, messages, false, true),
                        column("electricity", query, messages, true, true)),
                List.of(
                        facet("tier", query, all, row -> row.tier(), value -> messages.text("tier." + value), messages),
                        facet(
                                "gpu",
                                query,
                                all,
                                row -> row.gpu() ? "yes" : "no",
                                value -> messages.text("capacity.gpu." + value),
                                messages),
                        facet("provider", query, all, SiteRow::provider, Function.identity(), messages)),
                Pager.of(query, page),
                query.parameters().entrySet().stream()
                        .filter(entry -> !List.of("q", "page").contains(entry.getKey()))
                        .flatMap(entry -> entry.getValue().stream().map(value -> new Kept(entry.getKey(), value)))
                        .toList());
    }

    /** What must hold of a row, leaving out one facet: its counts must not depend on its own choice. */
    private static Predicate<SiteRow> matching(Query query, String without) {
        var words = query.value("q").toLowerCase(Locale.ROOT).split("\\s+");
        var tiers = without.equals("tier") ? List.<String>of() : query.all("tier");
        var providers = without.equals("provider") ? List.<String>of() : query.all("provider");
        var gpu = without.equals("gpu") ? List.<String>of() : query.all("gpu");
        var countries = query.all("country");
        return row -> (tiers.isEmpty() || tiers.contains(row.tier()))
                && (providers.isEmpty() || providers.contains(row.provider()))
                && (gpu.isEmpty() || gpu.contains(row.gpu() ? "yes" : "no"))
                && (countries.isEmpty() || countries.contains(row.site().country()))
                && List.of(words).stream().allMatch(row.search()::contains);
    }

    private static Comparator<SiteRow> order(String sort) {
        boolean down = sort.startsWith("-");
        Comparator<SiteRow> by = switch (down ? sort.substring(1) : sort) {
            case "tier" -> Comparator.comparing(row -> row.site().tier());
            case "provider" -> Comparator.comparing(SiteRow::provider);
            case "place" -> Comparator.comparing(SiteRow::place);
            case "accelerators" ->
                Comparator.comparing(row -> -row.accelerators().size());
            case "electricity" ->
                Comparator.comparing(row -> row.site().usdPerKwh().value());
            default -> Comparator.comparing(row -> row.name().toLowerCase(Locale.ROOT));
        };
        return (down ? by.reversed() : by).thenComparing(SiteRow::id);
    }

    private static Column column(String name, Query query, Messages messages, boolean number, boolean optional) {
        return new Column(
                messages.text("capacity.column." + name),
                query.sortedBy(query.value("sort").isEmpty() && name.equals("name") ? "-name" : name)
                        .url(),
                query.order(name, "name"),
                number,
                optional);
    }

    private static Facet facet(
            String name,
            Query query,
            List<SiteRow> all,
            Function<SiteRow, String> value,
            Function<String, String> label,
            Messages messages) {
        var counts =
                all.stream().filter(matching(query, name)).collect(Collectors.groupingBy(value, Collectors.counting()));
        return new Facet(
                messages.text("capacity.column." + name),
                counts.entrySet().stream()
                        .sorted(java.util.Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(java.util.Map.Entry.comparingByKey()))
                        .limit(CHIPS_MAX)
                        .map(entry -> new Chip(
                                label.apply(entry.getKey()),
                                Numbers.whole(entry.getValue()),
                                query.all(name).contains(entry.getKey()),
                                query.toggled(name, entry.getKey()).url()))
                        .toList());
    }
}
