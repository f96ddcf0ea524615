package org.tierwise.catalog.verify;

/**
 * Something that is not what was stored.
 *
 * @param words one sentence for people that names what is damaged
 */
public record Problem(Part part, String words) {
    public enum Part {
        /** The log of activities, its head or its anchors. */
        ACTIVITY,
        PLAN,
        /** What a plan was solved from. */
        INPUT,
        WORKLOAD,
        /** The check could not read something at all. */
        DATABASE
    }
}
