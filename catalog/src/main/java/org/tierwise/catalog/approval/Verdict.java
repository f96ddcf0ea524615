package org.tierwise.catalog.approval;

/** What was decided about a plan. */
public enum Verdict {
    APPROVED("approved"),
    /** Changes are asked for: something like it may be approved. */
    RETURNED("returned"),
    REJECTED("rejected");

    private final String verb;

    Verdict(String verb) {
        this.verb = verb;
    }

    /** As activities name it. */
    public String verb() {
        return verb;
    }
}
