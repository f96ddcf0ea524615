package org.tierwise.catalog.approval;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a plan is, in words: the same on pages and in files. */
public final class StatusWords {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private StatusWords() {}

    /** One or two words: "Draft", "Approved". */
    public static String brief(PlanStatus.Kind kind) {
        return switch (kind) {
            case DRAFT -> "Draft";
            case APPROVED -> "Approved";
            case SUPERSEDED -> "Superseded";
            case RETURNED -> "Changes requested";
            case REJECTED -> "Rejected";
            case DAMAGED -> "Not verifiable";
        };
    }

    /** The same as a mark on paper. */
    public static String mark(PlanStatus.Kind kind) {
        return brief(kind).toUpperCase(Locale.ROOT);
    }

    /** A sentence that says who decided what, when and why. */
    public static String sentence(PlanStatus status) {
        var last = status.last();
        if (last == null) {
            return "Nobody has decided about this plan yet.";
        }
        var who = last.decidedBy() + " on " + MINUTE.format(last.decidedAt()) + ": " + last.reason();
        return switch (status.kind()) {
            case DRAFT -> "Nobody has decided about this plan yet.";
            case APPROVED -> "Approved by " + who;
            case SUPERSEDED -> "Another plan was approved after this one. Approved by " + who;
            case RETURNED -> "Changes requested by " + who;
            case REJECTED -> "Rejected by " + who;
            case DAMAGED ->
                "A decision about this plan is not what was stored, so it counts for nothing. Let an operator run"
                        + " \"tierwise verify\", and decide again.";
        };
    }
}
