package org.tierwise.catalog.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is, after what was decided about it.
 *
 * @param last decision about it; missing if there is none
 */
public record PlanStatus(Kind kind, @Nullable Decision last) {
    /** Nobody has decided about it. */
    public static final PlanStatus DRAFT = new PlanStatus(Kind.DRAFT, null);

    public enum Kind {
        DRAFT,
        /** The one to follow: approved, and no other plan of the workspace was approved after it. */
        APPROVED,
        /** Approved, but another plan was approved after it. */
        SUPERSEDED,
        RETURNED,
        REJECTED,
        /** A decision about it is not what was stored: it must not be shown as approved. */
        DAMAGED
    }

    /**
     * @param about all decisions about the plan, oldest first
     * @param newestApproval id of the newest decision that made a plan of the workspace the one to follow; 0 if none does
     */
    static PlanStatus of(List<Decision> about, long newestApproval) {
        if (about.isEmpty()) {
            return DRAFT;
        }
        var last = about.getLast();
        if (about.stream().anyMatch(Decision::damaged)) {
            return new PlanStatus(Kind.DAMAGED, last);
        }
        return new PlanStatus(
                switch (last.verdict()) {
                    case APPROVED -> last.id() == newestApproval ? Kind.APPROVED : Kind.SUPERSEDED;
                    case RETURNED -> Kind.RETURNED;
                    case REJECTED -> Kind.REJECTED;
                },
                last);
    }
}
