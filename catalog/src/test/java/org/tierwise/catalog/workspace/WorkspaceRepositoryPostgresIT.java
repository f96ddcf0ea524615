package org.tierwise.catalog.workspace;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class WorkspaceRepositoryPostgresIT extends WorkspaceRepositoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }
}
