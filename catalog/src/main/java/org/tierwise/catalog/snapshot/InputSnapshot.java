package org.tierwise.catalog.snapshot;

import java.util.List;
import java.util.SortedMap;
import org.tierwise.catalog.reference.WorkspaceCatalogue;
import org.tierwise.catalog.workload.Workload;

/**
 * All that a plan was solved from.
 *
 * @param workloads in the order in which the solver read them
 * @param own what the workspace added to the catalogue or set differently
 * @param catalogueFiles the files of the catalogue by their path; empty if the catalogue was not the shipped one
 * @param inputHash what the plan states as the hash of its input
 * @param question policy, choices and rules as JSON; the solver knows its form
 */
public record InputSnapshot(
        String inputHash,
        List<Workload> workloads,
        WorkspaceCatalogue own,
        SortedMap<String, byte[]> catalogueFiles,
        String question) {
    public InputSnapshot {
        workloads = List.copyOf(workloads);
    }
}
