package org.tierwise.web.plan;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tierwise.catalog.plan.Placement;

/**
 * Which placements a table shows and in which order: exactly what its URL says.
 *
 * @param text words that the workload, its id, its location or its site must contain; blank for all
 * @param tier name of a site tier, or blank
 * @param workloadClass name of a class, or blank
 * @param provider id of a provider, or blank
 * @param verdict name of a verdict, or blank
 * @param state "met", "tight", "over", or blank
 * @param sort a column of {@link #SORTS}, with a leading "-" for descending
 */
record PlacementFilter(
        String text, String tier, String workloadClass, String provider, String verdict, String state, String sort) {
    static final List<String> SORTS = List.of("workload", "location", "tier", "site", "latency", "headroom", "cost");

    PlacementFilter {
        if (!SORTS.contains(sort.replaceFirst("^-", ""))) {
            sort = "workload";
        }
    }

    /** What the query of a request asks for. */
    static PlacementFilter of(Context ctx) {
        return new PlacementFilter(
                query(ctx, "q"),
                query(ctx, "tier").toUpperCase(Locale.ROOT),
                query(ctx, "class").toUpperCase(Locale.ROOT),
                query(ctx, "provider"),
                query(ctx, "verdict").toUpperCase(Locale.ROOT),
                query(ctx, "state"),
                query(ctx, "sort"));
    }

    private static String query(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).orElse("").strip();
    }

    List<Placement> apply(List<Placement> placements) {
        return placements.stream().filter(this::matches).sorted(order()).toList();
    }

    boolean descending() {
        return sort.startsWith("-");
    }

    String column() {
        return sort.replaceFirst("^-", "");
    }

    /** Whether a placement meets its budget (or has none), meets it with little left, or is over it. */
    static String state(Placement placement) {
        return switch (PlacementRow.State.of(placement).kind()) {
            case "warn" -> "tight";
            case "bad" -> "over";
            default -> "met";
        };
    }

    boolean isEmpty() {
        return (text + tier + workloadClass + provider + verdict + state).isBlank();
    }

    /** The query of this filter without a page; another sort may be put in. */
    String query(String otherSort) {
        var query = new StringBuilder();
        append(query, "q", text);
        append(query, "tier", tier);
        append(query, "class", workloadClass);
        append(query, "provider", provider);
        append(query, "verdict", verdict);
        append(query, "state", state);
        append(query, "sort", otherSort);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        if (!value.isBlank()) {
            query.append(query.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private boolean matches(Placement placement) {
        var slice = placement.slice();
        return (tier.isBlank() || placement.at().tier().name().equals(tier))
                && (workloadClass.isBlank() || slice.workloadClass().name().equals(workloadClass))
                && (provider.isBlank() || placement.at().provider().equals(provider))
                && (verdict.isBlank() || placement.verdict().name().equals(verdict))
                && (state.isBlank() || state(placement).equals(state))
                && words(placement).containsAll(text);
    }

    private static Words words(Placement placement) {
        var slice = placement.slice();
        return new Words(String.join(
                        " ",
                        slice.workloadName(),
                        slice.externalId(),
                        slice.locationLabel(),
                        placement.at().siteId(),
                        placement.at().siteName(),
                        placement.at().city(),
                        Optional.ofNullable(placement.at().acceleratorId()).orElse(""))
                .toLowerCase(Locale.ROOT));
    }

    private record Words(String all) {
        boolean containsAll(String text) {
            return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
                    .allMatch(all::contains);
        }
    }

    private Comparator<Placement> order() {
        Comparator<Placement> byName = Comparator.comparing(
                        (Placement placement) -> placement.slice().workloadName(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(placement -> placement.slice().id());
        Comparator<Placement> order = switch (column()) {
            case "location" ->
                Comparator.comparing(placement -> placement.slice().locationLabel());
            case "tier" -> Comparator.comparing(placement -> placement.at().tier());
            case "site" -> Comparator.comparing(placement -> placement.at().siteId());
            case "latency" ->
                Comparator.comparingDouble(placement -> placement.latency().p95Ms());
            case "headroom" -> Comparator.comparingDouble(PlacementFilter::headroom);
            case "cost" -> Comparator.comparing(Placement::monthlyCost);
            default -> byName;
        };
        return (descending() ? order.reversed() : order).thenComparing(byName);
    }

    private static double headroom(Placement placement) {
        var budget = placement.slice().budgetMs();
        return budget == null ? Double.MAX_VALUE : budget - placement.latency().p95Ms();
    }
}
