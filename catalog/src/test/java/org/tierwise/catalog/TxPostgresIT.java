package org.tierwise.catalog;

import java.time.Clock;
import org.tierwise.catalog.testing.TestDatabases;

final class TxPostgresIT extends TxContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }
}
