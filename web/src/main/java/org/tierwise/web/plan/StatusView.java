package org.tierwise.web.plan;

import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;

/** The status of a plan for pages; {@code kind} is that of the shape and colour beside the words. */
record StatusView(String kind, String words, String sentence) {
    static StatusView of(PlanStatus status) {
        return new StatusView(
                switch (status.kind()) {
                    case DRAFT, SUPERSEDED -> "info";
                    case APPROVED -> "ok";
                    case RETURNED -> "warn";
                    case REJECTED, DAMAGED -> "bad";
                },
                StatusWords.brief(status.kind()),
                StatusWords.sentence(status));
    }
}
