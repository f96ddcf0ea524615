package org.tierwise.catalog.estate;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class EstateSnapshotPostgresIT extends EstateSnapshotContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }
}
