package org.tierwise.catalog.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** One set of tests that runs on each database: a subclass names the database, and each test has its own workspace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RepositoryContract {
    protected static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    protected Database database;
    protected Tx tx;
    protected long workspace;

    protected abstract Database open(Clock clock);

    @BeforeAll
    final void openDatabase() {
        database = open(CLOCK);
        tx = database.tx();
    }

    @BeforeEach
    final void makeWorkspace() {
        workspace = newWorkspace();
    }

    @AfterAll
    final void closeDatabase() {
        database.close();
    }

    protected final long newWorkspace() {
        return tx.write(ctx -> new WorkspaceRepository(ctx).insert("a room", Workspace.Kind.OWN))
                .id();
    }
}
