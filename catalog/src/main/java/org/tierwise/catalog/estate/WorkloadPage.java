package org.tierwise.catalog.estate;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total rows on all pages
 */
public record WorkloadPage(List<WorkloadRow> rows, int total) {
    public WorkloadPage {
        rows = List.copyOf(rows);
    }
}
