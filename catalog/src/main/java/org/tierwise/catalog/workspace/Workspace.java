package org.tierwise.catalog.workspace;

import java.time.Instant;

/**
 * A room of its own for workloads, own sites, plans and jobs. Nothing links from one into another.
 *
 * @param name for people, 1 to 200 characters
 */
public record Workspace(long id, String name, Kind kind, Instant createdAt) {
    /** OWN holds the user's data; SAMPLE the shipped example, which can be removed whole. */
    public enum Kind {
        OWN,
        SAMPLE
    }
}
