package org.tierwise.catalog;

import java.time.Clock;
import org.tierwise.catalog.testing.TestDatabases;

final class TxH2IT extends TxContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.h2(clock);
    }
}
