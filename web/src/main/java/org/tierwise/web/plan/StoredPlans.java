package org.tierwise.web.plan;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.approval.DecisionRepository;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.plan.StoredPlan;
import org.tierwise.web.http.Workspaces;

/** Plans from the database. A plan never changes, so the last few that were looked at stay in memory. Thread-safe. */
public final class StoredPlans implements Plans {
    /** Enough for the tabs of a plan and a comparison; a plan of 10,000 slices takes some 50 MB. */
    private static final int KEPT = 4;

    private final Tx tx;
    private final Workspaces workspaces;
    private final Map<String, PlacementPlan> kept = new LinkedHashMap<>(16, 0.75f, true);

    public StoredPlans(Tx tx, Workspaces workspaces) {
        this.tx = tx;
        this.workspaces = workspaces;
    }

    @Override
    public List<Entry> list(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        return tx.snapshot(db -> {
            var statuses = new DecisionRepository(db).statuses(workspace);
            return new PlanRepository(db)
                    .list(workspace).stream()
                            .map(summary -> entry(summary, statuses.getOrDefault(summary.id(), PlanStatus.DRAFT)))
                            .toList();
        });
    }

    @Override
    public Optional<PlacementPlan> find(Context ctx, int number) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new PlanRepository(db).findNumbered(workspace, number))
                .flatMap(this::load);
    }

    @Override
    public PlanStatus status(Context ctx, int number) {
        long workspace = workspaces.currentId(ctx);
        return tx.snapshot(db -> new PlanRepository(db)
                .findNumbered(workspace, number)
                .map(summary -> new DecisionRepository(db).status(summary))
                .orElse(PlanStatus.DRAFT));
    }

    @Override
    public Optional<byte[]> json(Context ctx, int number) {
        long workspace = workspaces.currentId(ctx);
        return tx.snapshot(db -> {
            var plans = new PlanRepository(db);
            return plans.findNumbered(workspace, number).flatMap(summary -> plans.findJson(workspace, summary.id()));
        });
    }

    private Optional<PlacementPlan> load(PlanSummary summary) {
        synchronized (kept) {
            var known = kept.get(summary.sha256());
            if (known != null) {
                return Optional.of(known);
            }
        }
        var plan = tx.read(db -> new PlanRepository(db).find(summary.workspaceId(), summary.id()))
                .map(StoredPlan::plan);
        plan.ifPresent(loaded -> keep(summary.sha256(), loaded));
        return plan;
    }

    private void keep(String sha256, PlacementPlan plan) {
        synchronized (kept) {
            kept.put(sha256, plan);
            if (kept.size() > KEPT) {
                var oldest = kept.keySet().iterator().next();
                kept.remove(oldest);
            }
        }
    }

    private static Entry entry(PlanSummary summary, PlanStatus status) {
        return new Entry(
                summary.number(),
                summary.title(),
                summary.policy(),
                summary.solvedAt(),
                summary.workloads(),
                summary.placed(),
                summary.unplaced(),
                summary.monthlyCost(),
                summary.objective(),
                summary.lowerBound(),
                status,
                summary.damaged());
    }
}
