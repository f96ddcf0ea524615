package org.tierwise.catalog.plan;

/** A stored plan is not what was stored: the disk or somebody else changed it. It must not be shown nor exported. */
public final class DamagedPlanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedPlanException(PlanSummary summary, String detail) {
        super("Plan " + summary.number() + " (" + summary.title()
                + ") is damaged: its stored bytes do not have the SHA-256 that it was stored with (" + detail
                + "). Solve again, or restore a backup.");
    }
}
