package org.tierwise.catalog.verify;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class ChainMutationPostgresIT extends ChainMutationContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }

    @Override
    protected int mutations() {
        return Integer.getInteger("tierwise.mutations", 100);
    }
}
