package org.tierwise.catalog.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipFile;
import org.jooq.SQLDialect;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.TxContext;

/** Makes backup files. A file is there whole or not at all, and only its owner can read it. */
public final class BackupFiles {
    private BackupFiles() {}

    /**
     * Backs up a whole database: the file of an embedded one, the tables of another.
     *
     * @param replace whether an existing file may be replaced
     * @throws BackupException if the file cannot be written
     */
    public static void backUp(Database database, Path file, boolean replace, Stamp stamp) {
        backUp(database, file, replace, stamp, Stop.NEVER);
    }

    static void backUp(Database database, Path file, boolean replace, Stamp stamp, Stop stop) {
        if (!database.exclusive()) {
            exportAll(database, file, replace, stamp, stop);
            return;
        }
        NewFile.write(file, replace, out -> {
            try (var raw = new RawCopy(file)) {
                // On the one writing thread, so that no change is under way: while H2 backs up it cannot reuse space.
                var taken = database.tx().write(raw::take);
                stop.check();
                taken.pack(out, stamp);
            }
        });
    }

    /**
     * Writes every table, as it is at one instant, in a form that does not depend on the database. Equal data give equal
     * bytes if the stamp has no time.
     *
     * @param replace whether an existing file may be replaced
     * @throws BackupException if the file cannot be written
     */
    public static void exportAll(Database database, Path file, boolean replace, Stamp stamp) {
        exportAll(database, file, replace, stamp, Stop.NEVER);
    }

    static void exportAll(Database database, Path file, boolean replace, Stamp stamp, Stop stop) {
        NewFile.write(file, replace, out -> {
            var begun = new AtomicBoolean();
            database.tx()
                    .snapshot(ctx -> Unchecked.io(() -> {
                        if (begun.getAndSet(true)) {
                            throw new BackupException("Others were in the way of the export. Try it again.");
                        }
                        write(ctx, out, stamp, stop);
                        return file;
                    }));
        });
    }

    /** Backs up inside a transaction that is open already, while nobody else changes the database. */
    static void backUp(TxContext ctx, Path file, Stamp stamp) {
        NewFile.write(file, false, out -> {
            if (ctx.dsl().dialect().family() == SQLDialect.H2) {
                try (var raw = new RawCopy(file)) {
                    raw.take(ctx).pack(out, stamp);
                }
            } else {
                write(ctx, out, stamp, Stop.NEVER);
            }
        });
    }

    private static void write(TxContext ctx, OutputStream out, Stamp stamp, Stop stop) throws IOException {
        try (var patience = new LongWorkSql(ctx.dsl())) {
            new TableFiles(ctx.dsl(), stop).write(out, stamp);
        }
    }

    /** The zip that H2 makes of its file. It is packed again outside the transaction, with hash and manifest. */
    private static final class RawCopy implements AutoCloseable {
        static final String NAME = "db/tierwise.mv.db";

        private final Path zip;

        RawCopy(Path file) throws IOException {
            zip = file.resolveSibling(file.getFileName() + ".raw");
            Files.deleteIfExists(zip);
        }

        /** A copy and what must come out of it. */
        record Taken(Path zip, int schema, Contents contents) {
            void pack(OutputStream out, Stamp stamp) throws IOException {
                try (var raw = new ZipFile(zip.toFile());
                        var archive = new ArchiveWriter(out)) {
                    var file = raw.stream()
                            .filter(entry -> entry.getName().endsWith(".mv.db"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("H2 wrote no database file into its backup"));
                    archive.add(NAME, null, to -> raw.getInputStream(file).transferTo(to));
                    archive.finish(Manifest.Kind.H2_FILE, stamp, schema, contents);
                }
            }
        }

        Taken take(TxContext ctx) {
            var schema = new SchemaSql(ctx.dsl()).read();
            var contents = new ContentsSql(ctx.dsl()).of(schema);
            new H2BackupSql(ctx.dsl()).write(zip);
            return new Taken(zip, schema.version(), contents);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(zip);
        }
    }
}
