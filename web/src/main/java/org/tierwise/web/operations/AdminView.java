package org.tierwise.web.operations;

import java.util.List;

/**
 * The page of the administrator as ready words.
 *
 * @param sections tables of facts, in the order of the page
 * @param jobs rows of the table of jobs
 * @param trouble sentences on what is wrong now; empty if all is well
 */
public record AdminView(List<Section> sections, List<Jobs> jobs, List<String> trouble) {
    /** Facts under one title. */
    public record Section(String id, String title, List<Fact> facts) {}

    /** One fact and what it is called. */
    public record Fact(String label, String value) {}

    /** How many jobs of a kind are in each state. */
    public record Jobs(String kind, String queued, String running, String done, String failed, String stopped) {}
}
