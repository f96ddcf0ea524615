package org.tierwise.catalog.activity;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class ActivityLogH2IT extends ActivityLogContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
