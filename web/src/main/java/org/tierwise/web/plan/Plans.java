package org.tierwise.web.plan;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.pricing.Money;

/** The stored plans of the workspace that a request works in. */
public interface Plans {
    /**
     * A plan as a list shows it.
     *
     * @param damaged true if the database holds something else than was stored: then nothing but the number may be shown
     * @param lowerBound no such plan has a lower {@code objective}; both are missing if nothing was proven
     */
    record Entry(
            int number,
            String title,
            String policy,
            Instant solvedAt,
            int workloads,
            int placed,
            int unplaced,
            Money cost,
            @Nullable Money objective,
            @Nullable Money lowerBound,
            PlanStatus status,
            boolean damaged) {}

    /** Newest first. */
    List<Entry> list(Context ctx);

    Optional<PlacementPlan> find(Context ctx, int number);

    /** What the plan is after what was decided about it. */
    PlanStatus status(Context ctx, int number);

    /** The canonical JSON of a plan, as it was stored. */
    Optional<byte[]> json(Context ctx, int number);
}
