package org.tierwise.web.plan;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Pager;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/**
 * The pools of a plan as a URL asks for them.
 *
 * @param finding what the table says, in one sentence
 * @param empty why there is no table; empty if there is one
 */
record PoolTable(String finding, String empty, String count, List<Column> columns, List<PoolRow> rows, Pager pager) {
    /** A head of the table; {@code order} is missing where it is not sorted by it. */
    record Column(String words, String href, @Nullable String order, String css) {}

    private static final String USUAL = "-worth";

    static PoolTable of(PlacementPlan plan, Query query, Paging paging, Messages messages) {
        var pools = pools(plan);
        var sort = sort(query);
        var page = Page.of(sorted(plan, query), paging);
        return new PoolTable(
                finding(pools, messages),
                plan.proof() == null
                        ? messages.text("plan.capacity.unproven")
                        : pools.isEmpty() ? messages.text("plan.capacity.none") : "",
                messages.text("plan.capacity.caption", pools.size()),
                List.of(
                        column("site", "", sort, query, messages),
                        column("hardware", "opt", sort, query, messages),
                        column("used", "num", sort, query, messages),
                        column("utilisation", "num opt", sort, query, messages),
                        column("worth", "num", sort, query, messages)),
                page.rows().stream().map(PoolRow::of).toList(),
                Pager.of(query, page));
    }

    /** The pools in the order that a query asks for, where one more is worth most first if it asks for none. */
    static List<PlanPool> sorted(PlacementPlan plan, Query query) {
        return pools(plan).stream().sorted(order(sort(query))).toList();
    }

    private static List<PlanPool> pools(PlacementPlan plan) {
        var proof = plan.proof();
        return proof == null ? List.of() : proof.pools();
    }

    private static String finding(List<PlanPool> pools, Messages messages) {
        var most = pools.stream().max(Comparator.comparing(PlanPool::worth));
        if (most.isEmpty() || most.get().worth().equals(Money.ZERO)) {
            return messages.text("plan.capacity.enough");
        }
        long dear = pools.stream()
                .filter(pool -> pool.worth().compareTo(Money.ZERO) > 0)
                .count();
        var pool = most.get();
        return messages.text(
                "plan.capacity.scarce",
                dear,
                PlanText.hardware(pool.at()),
                pool.at().siteName(),
                PlanText.cents(pool.worth()));
    }

    private static String sort(Query query) {
        var wanted = query.value("sort");
        return List.of("site", "hardware", "used", "utilisation", "worth").contains(wanted.replaceFirst("^-", ""))
                ? wanted
                : USUAL;
    }

    private static Column column(String key, String css, String sort, Query query, Messages messages) {
        boolean current = sort.replaceFirst("^-", "").equals(key);
        boolean descending = sort.startsWith("-");
        // Numbers are looked at from the largest on, names from the first on.
        var first = css.contains("num") ? "-" + key : key;
        var other = css.contains("num") ? key : "-" + key;
        return new Column(
                messages.text("plan.capacity." + key),
                query.with("sort", current && sort.equals(first) ? other : first)
                        .url(),
                current ? (descending ? "descending" : "ascending") : null,
                css);
    }

    private static Comparator<PlanPool> order(String sort) {
        Comparator<PlanPool> byName = Comparator.comparing(
                        (PlanPool pool) -> pool.at().siteName())
                .thenComparing(pool -> pool.at().optionId());
        Comparator<PlanPool> order = switch (sort.replaceFirst("^-", "")) {
            case "hardware" -> Comparator.comparing(pool -> PlanText.hardware(pool.at()));
            case "used" -> Comparator.comparingLong(PlanPool::used);
            case "utilisation" -> Comparator.comparingDouble(PlanPool::utilisation);
            case "worth" -> Comparator.comparing(PlanPool::worth);
            default -> byName;
        };
        return (sort.startsWith("-") ? order.reversed() : order).thenComparing(byName);
    }
}
