package org.tierwise.catalog;

import java.time.Clock;
import org.tierwise.catalog.testing.TestDatabases;

final class HistoryPostgresIT extends HistoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }
}
