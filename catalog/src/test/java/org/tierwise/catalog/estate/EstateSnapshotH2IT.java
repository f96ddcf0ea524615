package org.tierwise.catalog.estate;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class EstateSnapshotH2IT extends EstateSnapshotContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
