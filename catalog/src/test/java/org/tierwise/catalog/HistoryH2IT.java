package org.tierwise.catalog;

import java.time.Clock;
import org.tierwise.catalog.testing.TestDatabases;

final class HistoryH2IT extends HistoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
