package org.tierwise.web.plan;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.RuleWords;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** The pages of plans. Everything they show comes from the stored plan itself. */
public final class PlanPages {
    private final Plans plans;
    private final Messages messages;

    public PlanPages(Plans plans, Messages messages) {
        this.plans = plans;
        this.messages = messages;
    }

    public void list(Context ctx) {
        ctx.render(
                "plan/list",
                Map.of("plans", plans.list(ctx).stream().map(PlanRow::of).toList()));
    }

    public void summary(Context ctx) {
        var plan = plan(ctx);
        ctx.render(
                "plan/summary",
                Map.of("plan", head(ctx, plan), "s", SummaryView.of(plan), "rules", RuleWords.sentences(plan)));
    }

    public void map(Context ctx) {
        var plan = plan(ctx);
        var map = MapView.of(PlanMap.of(plan));
        ctx.render("plan/map", Map.of("plan", head(ctx, plan), "map", map, "finding", map.finding()));
    }

    public void placements(Context ctx) {
        var plan = plan(ctx);
        var filter = PlacementFilter.of(ctx);
        var page = Page.of(filter.apply(plan.placements()), Paging.of(ctx)).map(PlacementRow::of);
        var base = "/plans/" + number(ctx) + "/placements";
        var query = filter.query(filter.sort());
        ctx.render(
                "plan/placements",
                Map.of(
                        "plan",
                        head(ctx, plan),
                        "filter",
                        filter,
                        "filtered",
                        !filter.isEmpty(),
                        "facets",
                        PlacementFacets.of(plan.placements(), filter, messages),
                        "columns",
                        PlacementColumn.all(base, filter, messages),
                        "page",
                        page,
                        "pageBase",
                        base + query + (query.isEmpty() ? "?" : "&") + "page="));
    }

    public void unplaced(Context ctx) {
        var plan = plan(ctx);
        ctx.render(
                "plan/unplaced",
                Map.of(
                        "plan", head(ctx, plan),
                        "rows",
                                plan.unplaced().stream()
                                        .map(ExplanationView::of)
                                        .toList()));
    }

    public void backups(Context ctx) {
        var plan = plan(ctx);
        ctx.render("plan/backups", Map.of("plan", head(ctx, plan), "rows", BackupRow.of(plan)));
    }

    public void bill(Context ctx) {
        var plan = plan(ctx);
        ctx.render(
                "plan/bill",
                Map.of(
                        "plan", head(ctx, plan),
                        "lines", plan.lines().stream().map(BillRow::of).toList(),
                        "total", PlanText.cents(plan.monthlyCost())));
    }

    public void capacity(Context ctx) {
        var plan = plan(ctx);
        ctx.render(
                "plan/capacity",
                Map.of("plan", head(ctx, plan), "t", PoolTable.of(plan, Query.of(ctx), Paging.of(ctx), messages)));
    }

    public void inputs(Context ctx) {
        var plan = plan(ctx);
        ctx.render(
                "plan/inputs",
                Map.of(
                        "plan", head(ctx, plan),
                        "facts", InputFact.of(plan),
                        "assumptions",
                                plan.assumptions().stream()
                                        .map(AssumptionRow::of)
                                        .toList()));
    }

    public void explanation(Context ctx) {
        var plan = plan(ctx);
        var sliceId = Optional.ofNullable(ctx.queryParam("slice")).orElse("");
        var explanation = explain(plan, sliceId);
        var model = new HashMap<String, Object>();
        model.put("plan", head(ctx, plan));
        model.put("e", explanation);
        model.put("others", siblings(plan, explanation.facts().externalId()));
        model.put("actions", SliceActions.of(number(ctx), plan, sliceId));
        model.put(
                "backup",
                plan.placements().stream()
                        .filter(placement -> placement.slice().id().equals(sliceId))
                        .findFirst()
                        .map(BackupRow::of)
                        .orElse(null));
        ctx.render("plan/explanation", model);
    }

    private static ExplanationView explain(PlacementPlan plan, String sliceId) {
        return plan.placements().stream()
                .filter(placement -> placement.slice().id().equals(sliceId))
                .findFirst()
                .map(ExplanationView::of)
                .or(() -> plan.unplaced().stream()
                        .filter(unplaced -> unplaced.slice().id().equals(sliceId))
                        .findFirst()
                        .map(ExplanationView::of))
                .orElseThrow(() -> new NotFoundResponse(
                        "This plan has no demand slice (" + sliceId + "). Maybe it belongs to another plan."));
    }

    private static List<Slice> siblings(PlacementPlan plan, String externalId) {
        return Stream.concat(
                        plan.placements().stream().map(Placement::slice),
                        plan.unplaced().stream().map(Unplaced::slice))
                .filter(slice -> slice.externalId().equals(externalId))
                .toList();
    }

    private PlacementPlan plan(Context ctx) {
        return plans.find(ctx, number(ctx)).orElseThrow(() -> missing(ctx));
    }

    static NotFoundResponse missing(Context ctx) {
        return new NotFoundResponse(
                "There is no plan " + ctx.pathParam("number") + " in this workspace. Maybe it is in the other one.");
    }

    private PlanHead head(Context ctx, PlacementPlan plan) {
        return PlanHead.of(number(ctx), plan, plans.status(ctx, number(ctx)));
    }

    static int number(Context ctx) {
        var text = ctx.pathParam("number");
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new NotFoundResponse("A plan has a number; (" + text + ") is none.");
        }
        return Integer.parseInt(text);
    }
}
