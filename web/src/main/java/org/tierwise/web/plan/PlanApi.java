package org.tierwise.web.plan;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** Plans for programs: the list, a whole plan in the form of its export, and its placements as the page filters them. */
public final class PlanApi {
    private final Plans plans;

    public PlanApi(Plans plans) {
        this.plans = plans;
    }

    /** Of a damaged plan only the number is told. */
    record Item(
            int number,
            @Nullable String title,
            @Nullable String policy,
            @Nullable Instant solvedAt,
            PlanStatus.@Nullable Kind status,
            @Nullable Integer workloads,
            @Nullable Integer placed,
            @Nullable Integer unplaced,
            @Nullable Money costPerMonthUsd,
            @Nullable Money objectivePerMonthUsd,
            @Nullable Money lowerBoundPerMonthUsd,
            String href,
            @Nullable Boolean damaged) {
        static Item of(Plans.Entry entry) {
            var href = "/api/v1/plans/" + entry.number();
            if (entry.damaged()) {
                return new Item(entry.number(), null, null, null, null, null, null, null, null, null, null, href, true);
            }
            return new Item(
                    entry.number(),
                    entry.title(),
                    entry.policy(),
                    entry.solvedAt(),
                    entry.status().kind(),
                    entry.workloads(),
                    entry.placed(),
                    entry.unplaced(),
                    entry.cost(),
                    entry.objective(),
                    entry.objective() == null ? null : entry.lowerBound(),
                    href,
                    null);
        }
    }

    record Items(List<Item> items, long total, int page, int size) {}

    /** Placements have the same members as in the plan itself. */
    record Placements(List<Placement> items, long total, int page, int size) {}

    record Pools(List<PlanPool> items, long total, int page, int size) {}

    public void list(Context ctx) {
        var page = Page.of(plans.list(ctx), Paging.of(ctx)).map(Item::of);
        answer(ctx, new Items(page.rows(), page.total(), page.number(), page.size()));
    }

    /** The bytes as they were stored, so that their hash and a later import agree with the export. */
    public void show(Context ctx) {
        int number = PlanPages.number(ctx);
        ctx.result(plans.json(ctx, number).orElseThrow(() -> PlanPages.missing(ctx)))
                .contentType(ContentType.APPLICATION_JSON);
    }

    public void placements(Context ctx) {
        var plan = plans.find(ctx, PlanPages.number(ctx)).orElseThrow(() -> PlanPages.missing(ctx));
        var page = Page.of(PlacementFilter.of(ctx).apply(plan.placements()), Paging.of(ctx));
        answer(ctx, new Placements(page.rows(), page.total(), page.number(), page.size()));
    }

    /** The pools that the plan uses, where one more accelerator is worth most first. */
    public void capacity(Context ctx) {
        var plan = plans.find(ctx, PlanPages.number(ctx)).orElseThrow(() -> PlanPages.missing(ctx));
        var page = Page.of(PoolTable.sorted(plan, Query.of(ctx)), Paging.of(ctx));
        answer(ctx, new Pools(page.rows(), page.total(), page.number(), page.size()));
    }

    private static void answer(Context ctx, Object body) {
        ctx.result(RecordJson.mapper().writeValueAsBytes(body)).contentType(ContentType.APPLICATION_JSON);
    }
}
