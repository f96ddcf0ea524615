package org.tierwise.catalog.inventory;

import java.util.List;
import org.tierwise.catalog.workload.Workload;

/** What became of a row. */
public sealed interface RowResult {
    List<Issue> issues();

    /** The row is a workload; its issues are warnings and infos. */
    record Accepted(Workload workload, List<Issue> issues) implements RowResult {
        public Accepted {
            issues = List.copyOf(issues);
        }
    }

    /** At least one of the issues is an error. */
    record Rejected(List<Issue> issues) implements RowResult {
        public Rejected {
            issues = List.copyOf(issues);
            if (issues.stream().noneMatch(Issue::isError)) {
                throw new IllegalArgumentException("A rejected row must say which error stopped it.");
            }
        }

        /** The error that a list of one line shows. */
        public Issue firstError() {
            return issues.stream().filter(Issue::isError).findFirst().orElseThrow();
        }
    }
}
