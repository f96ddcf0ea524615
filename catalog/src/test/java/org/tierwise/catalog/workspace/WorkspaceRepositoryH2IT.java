package org.tierwise.catalog.workspace;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class WorkspaceRepositoryH2IT extends WorkspaceRepositoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
