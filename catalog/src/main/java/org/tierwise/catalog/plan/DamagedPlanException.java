package org.tierwise.catalog.plan;

/** A stored plan is not what was stored: the disk or somebody else changed it. It must not be shown nor exported. */
public final class DamagedPlanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedPlanException(PlanSummary summary, String detail) {
        super("Plan " + summary.number() + " is damaged: what the database holds of it does not have the SHA-256 that"
                + " it was stored with (" + detail
                + "). It is neither shown nor exported. Solve again, or restore a backup.");
    }
}
