package org.tierwise.catalog.capacity;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class SiteRepositoryH2IT extends SiteRepositoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
