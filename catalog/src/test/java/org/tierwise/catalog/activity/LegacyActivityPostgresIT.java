package org.tierwise.catalog.activity;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class LegacyActivityPostgresIT extends LegacyActivityContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }
}
