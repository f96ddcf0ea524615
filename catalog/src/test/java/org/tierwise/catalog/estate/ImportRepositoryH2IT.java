package org.tierwise.catalog.estate;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class ImportRepositoryH2IT extends ImportRepositoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
