package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.backup.Archive;
import org.tierwise.catalog.backup.BackupException;
import org.tierwise.catalog.backup.Restore.Restored;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the data as a whole. What it cannot do is told in one line. */
abstract class DataCommand implements Callable<Integer> {
    static final String CODES = "0:done";
    static final String REFUSED = "2:bad usage, or it could not be done; nothing was changed then";

    final Clock clock;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    DataOptions data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    DataCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public final Integer call() {
        try (var out = new Said(spec.commandLine().getOut())) {
            run(out.text);
            return 0;
        } catch (BackupException | StorageException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }

    abstract void run(PrintWriter out);

    /** The database whatever its schema is: a backup must not be the cause of an upgrade. */
    final Database open() {
        var url = data.databaseUrl();
        return url.isEmpty() ? Database.openAsIs(data.folder(), clock) : Database.openAsIs(url, clock);
    }

    final void tellFile(Path file, PrintWriter out) {
        try (var archive = Archive.open(file)) {
            var manifest = archive.contents();
            out.println(String.format(
                    Locale.ROOT,
                    "Wrote %s: schema %d, %,d rows in %d tables.",
                    file,
                    manifest.schema(),
                    manifest.contents().size(),
                    manifest.contents().rows().size()));
        }
        var key = data.folder().resolve("installation-key");
        if (Files.exists(key)) {
            out.println("Not in it: " + key + ", which decrypts second factors. Keep a copy in another place.");
        }
    }

    final void tellRestored(Restored restored, PrintWriter out) {
        var manifest = restored.manifest();
        if (restored.kept() != null) {
            out.println("What was there is kept in " + restored.kept() + ".");
        }
        if (restored.anchors() != null) {
            out.println("The anchors of the log of activities, which may be newer than it is now, are kept in "
                    + restored.anchors() + ".");
        }
        out.println(String.format(
                Locale.ROOT,
                "Put %,d rows in %d tables into %s.",
                manifest.contents().size(),
                manifest.contents().rows().size(),
                data.where()));
    }

    /** Flushes at the end, and closes nothing that is not ours. */
    private record Said(PrintWriter text) implements AutoCloseable {
        @Override
        public void close() {
            text.flush();
        }
    }
}
