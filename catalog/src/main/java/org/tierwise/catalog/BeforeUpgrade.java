package org.tierwise.catalog;

import org.tierwise.migrations.SchemaMigrations;

/** What is done with a database that holds data before its schema is changed: it is backed up. */
@FunctionalInterface
public interface BeforeUpgrade {
    /** For scratch databases, and for tests of other things. */
    BeforeUpgrade NOTHING = (ctx, progress) -> {};

    /**
     * Called in a snapshot of the old schema. If it throws, the database stays as it is and is not opened.
     *
     * @throws StorageException if the data could not be kept safe
     */
    void keep(TxContext ctx, SchemaMigrations.Progress progress);
}
