package org.tierwise.catalog.idempotency;

import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.testing.TestDatabases;

final class IdempotencyRepositoryPostgresIT extends IdempotencyRepositoryContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }
}
