package org.tierwise.catalog.estate;

import java.time.Instant;
import org.tierwise.catalog.workload.Workload;

/**
 * A workload with its place in the database.
 *
 * @param version raised by each change; a form carries it, so that a stale edit is noticed
 */
public record StoredWorkload(
        long workspaceId, long id, long version, Instant createdAt, Instant updatedAt, Workload workload) {}
