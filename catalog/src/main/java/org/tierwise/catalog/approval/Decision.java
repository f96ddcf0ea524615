package org.tierwise.catalog.approval;

import java.time.Instant;

/**
 * A decision about a plan.
 *
 * @param planSha256 of the plan that was decided about
 * @param reason in the words of who decided
 * @param damaged true if it is not what was stored, or is about another plan: then it counts for nothing
 */
public record Decision(
        long workspaceId,
        long id,
        long planId,
        String planSha256,
        Verdict verdict,
        String reason,
        String decidedBy,
        Instant decidedAt,
        boolean damaged) {
    /** Longest reason, in characters. */
    public static final int REASON_MAX = 2000;
}
