package org.tierwise.catalog.backup;

import java.nio.file.Path;
import org.jooq.DSLContext;
import org.tierwise.catalog.H2Header;

/** The backup that H2 makes of itself. */
final class H2BackupSql {
    private final DSLContext db;

    H2BackupSql(DSLContext db) {
        this.db = db;
    }

    /** Writes a zip with the file of this database, consistent, while it is in use. */
    void write(Path zip) {
        db.connection(connection -> {
            H2Header.lead(connection);
            try (var statement = connection.prepareStatement("backup to ?")) {
                statement.setString(1, zip.toAbsolutePath().toString());
                statement.execute();
            }
        });
    }
}
