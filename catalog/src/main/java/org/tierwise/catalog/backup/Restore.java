package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;
import org.tierwise.catalog.FileExchange;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.backup.BackupFile.Reason;

/**
 * Puts backups and exports back. A backup is checked before anything is changed; what was there is kept; and the change
 * itself is one rename of a file, or one transaction.
 */
public final class Restore {
    private final Path dataFolder;
    private final String version;
    private final Clock clock;

    /**
     * @param dataFolder where what is replaced is backed up
     * @param version of this program
     */
    public Restore(Path dataFolder, String version, Clock clock) {
        this.dataFolder = dataFolder;
        this.version = version;
        this.clock = clock;
    }

    /**
     * What was put back.
     *
     * @param kept where that is kept which was there before; missing if there was nothing
     * @param anchors where the anchors of the log of activities are kept, which may be newer than the restored log;
     *     missing if there were none
     */
    public record Restored(
            Manifest manifest,
            @Nullable Path kept,
            @Nullable Path anchors) {}

    /**
     * Makes a backup the embedded database of the data folder.
     *
     * @param replace whether a database that is there may be replaced
     * @throws BackupException if the backup cannot be used, or there is a database and {@code replace} is false
     * @throws org.tierwise.catalog.RunningException if Tierwise runs there
     */
    public Restored intoFolder(Path file, boolean replace) {
        try (var archive = Archive.open(file)) {
            requireEmpty(replace);
            archive.verify();
            var exchange = new Exchange(archive);
            Database.replaceFile(dataFolder, clock, exchange);
            return new Restored(archive.contents(), exchange.kept, setAnchorsAside());
        }
    }

    /** They would say that the end of the log was cut off. So it was, on purpose. */
    private @Nullable Path setAnchorsAside() {
        var anchors = new ActivityAnchors(dataFolder).file();
        if (!Files.exists(anchors)) {
            return null;
        }
        var aside = Backups.newFile(Backups.folderIn(dataFolder), clock, Reason.REPLACED)
                .path();
        return Unchecked.io(() -> Files.move(
                anchors, aside.resolveSibling(aside.getFileName().toString().replace(".zip", ".audit-heads"))));
    }

    private void requireEmpty(boolean replace) {
        if (!replace && Database.existsIn(dataFolder)) {
            throw new BackupException("There is a database in (" + dataFolder
                    + "). Choose another folder with --data, or replace it with --replace: it is backed up first.");
        }
    }

    private final class Exchange implements FileExchange {
        private final Archive archive;
        private @Nullable Path kept;

        Exchange(Archive archive) {
            this.archive = archive;
        }

        @Override
        public Path make(Path workshop) throws IOException {
            var folder = workshop.resolve("restored");
            try (var scratch = Scratch.of(archive, folder, clock, Stop.NEVER)) {
                requireComplete(scratch, archive.contents());
            }
            return Scratch.fileIn(folder);
        }

        @Override
        public void keep(TxContext old) {
            var backup = Backups.newFile(Backups.folderIn(dataFolder), clock, Reason.REPLACED);
            BackupFiles.backUp(old, backup.path(), new Stamp(version, backup.at()));
            kept = backup.path();
        }

        @Override
        public void keepUnreadable(Path old, Exception reason) throws IOException {
            var name = Backups.newFile(Backups.folderIn(dataFolder), clock, Reason.REPLACED)
                    .path();
            kept = name.resolveSibling(name.getFileName().toString().replace(".zip", ".mv.db"));
            Files.copy(old, kept);
        }
    }

    private static void requireComplete(Scratch scratch, Manifest manifest) {
        var differences = scratch.differences(manifest);
        if (!differences.isEmpty()) {
            throw new BackupException("The backup does not hold what it should: " + String.join(" ", differences));
        }
    }

    /**
     * Makes a backup the contents of a PostgreSQL database, in one transaction that keeps others out.
     *
     * @param replace whether rows that are there may be replaced
     * @throws BackupException if the backup cannot be used, or there are rows and {@code replace} is false
     */
    public Restored intoPostgres(Path file, String jdbcUrl, boolean replace) {
        try (var archive = Archive.open(file)) {
            archive.verify();
            try (var database = Database.openAt(jdbcUrl, clock, Backups.beforeUpgrade(dataFolder, version, clock))) {
                return store(archive, database, replace);
            }
        }
    }

    private Restored store(Archive archive, Database database, boolean replace) {
        var manifest = archive.contents();
        boolean fits = manifest.kind() == Manifest.Kind.TABLES
                && manifest.schema() == database.schema().newest();
        var folder = Backups.folderIn(dataFolder).resolve("scratch-" + UUID.randomUUID());
        try {
            var empty = Scratch.contentsOfNew(folder, clock);
            if (fits) {
                return new Restored(manifest, store(archive, database, empty, replace), setAnchorsAside());
            }
            try (var upgraded = upgradedExport(archive, folder)) {
                return new Restored(manifest, store(upgraded, database, empty, replace), setAnchorsAside());
            } finally {
                DurableFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new BackupException("The backup cannot be unpacked: " + e, e);
        }
    }

    /** Only an embedded database can read the file of one, and only migrations can read the tables of older versions. */
    private Archive upgradedExport(Archive archive, Path folder) throws IOException {
        try (var scratch = Scratch.of(archive, folder, clock, Stop.NEVER)) {
            requireComplete(scratch, archive.contents());
        }
        var export = folder.resolve("tables.zip");
        try (var newest = Database.openIn(folder, clock)) {
            BackupFiles.exportAll(newest, export, false, new Stamp(version, null));
        }
        return Archive.open(export);
    }

    private @Nullable Path store(Archive archive, Database database, Contents empty, boolean replace) {
        return database.tx()
                .write(ctx -> {
                    try (var patience = new LongWorkSql(ctx.dsl())) {
                        return store(archive, ctx, empty, replace);
                    }
                })
                .orElse(null);
    }

    private Optional<Path> store(Archive archive, TxContext ctx, Contents empty, boolean replace) {
        var tables = new TableFiles(ctx.dsl(), Stop.NEVER);
        var rows = new RowsSql(ctx.dsl());
        rows.lockAll(tables.schema());
        Optional<Path> kept = Optional.empty();
        if (!tables.contents().fitsInto(empty)) {
            if (!replace) {
                throw new BackupException("The database is not empty. Choose another one with --database, or replace"
                        + " what is there with --replace: it is backed up first.");
            }
            var backup = Backups.newFile(Backups.folderIn(dataFolder), clock, Reason.REPLACED);
            BackupFiles.backUp(ctx, backup.path(), new Stamp(version, backup.at()));
            kept = Optional.of(backup.path());
        }
        tables.read(archive);
        tables.restartNumbers(archive.contents());
        return kept;
    }
}
