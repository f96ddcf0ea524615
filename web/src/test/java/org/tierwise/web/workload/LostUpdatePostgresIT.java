package org.tierwise.web.workload;

import org.tierwise.catalog.testing.TestDatabases;

class LostUpdatePostgresIT extends LostUpdateContract {
    @Override
    String databaseUrl() {
        return TestDatabases.postgresUrl();
    }
}
