package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;

/** A backup that was put back into a folder of its own, with the schema that it was made with. */
final class Scratch implements AutoCloseable {
    private final Database database;

    private Scratch(Database database) {
        this.database = database;
    }

    /** Where the database file of such a folder is. */
    static Path fileIn(Path folder) {
        return folder.resolve("db").resolve("tierwise.mv.db");
    }

    /**
     * Unpacks a backup.
     *
     * @param folder is made; remove it when it is closed
     * @throws BackupException if the backup is damaged, or newer than this program
     */
    static Scratch of(Archive archive, Path folder, Clock clock, Stop stop) throws IOException {
        var manifest = archive.contents();
        DurableFiles.createPrivately(folder.resolve("db"));
        if (manifest.kind() == Manifest.Kind.H2_FILE) {
            for (var entry : manifest.files()) {
                archive.read(entry, in -> Files.copy(in, fileIn(folder)));
            }
        }
        var database = Database.openScratch(folder, manifest.schema(), clock);
        try {
            refuseTheFuture(manifest, database.schema().newest());
            if (manifest.kind() == Manifest.Kind.TABLES) {
                fill(database, archive, stop);
            }
            return new Scratch(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void refuseTheFuture(Manifest manifest, int newest) {
        if (manifest.schema() > newest) {
            throw new BackupException("The backup has schema " + manifest.schema()
                    + ", and this Tierwise knows only " + newest + ". It was written by version "
                    + manifest.tierwise() + ": use that one or a newer one.");
        }
    }

    private static void fill(Database database, Archive archive, Stop stop) {
        database.tx().writing(ctx -> new TableFiles(ctx.dsl(), stop).read(archive));
        database.tx().writing(ctx -> new TableFiles(ctx.dsl(), stop).restartNumbers(archive.contents()));
    }

    Database database() {
        return database;
    }

    /** What came out that is not what the manifest promises, in sentences. */
    List<String> differences(Manifest manifest) {
        return new ArrayList<>(manifest.contents().differences(contents(database)));
    }

    /** What a database holds to which nothing was added: the rows that migrations make. */
    static Contents contentsOfNew(Path folder, Clock clock) throws IOException {
        try (var fresh = Database.openIn(folder, clock)) {
            return contents(fresh);
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    static Contents contents(Database database) {
        return database.tx().snapshot(ctx -> new ContentsSql(ctx.dsl()).of(new SchemaSql(ctx.dsl()).read()));
    }

    @Override
    public void close() {
        database.close();
    }
}
