package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.backup.BackupFile;
import org.tierwise.catalog.backup.Backups;
import org.tierwise.catalog.backup.UpgradeTrial;
import org.tierwise.migrations.SchemaMigrations.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tierwise migrate}: brings the schema up to date, or tries whether that would work. */
@Command(
        name = "migrate",
        description =
                "Brings the database to the schema of this version, as every start does. What is there is backed up"
                        + " first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {DataCommand.CODES, DataCommand.REFUSED})
public final class MigrateCommand extends DataCommand {
    @Option(
            names = "--dry-run",
            description = "Change nothing: list what would be applied, and try it on a copy in an embedded database.")
    private boolean dryRun;

    public MigrateCommand(Clock clock) {
        super(clock);
    }

    @Override
    void run(PrintWriter out) {
        try (var database = open()) {
            var progress = database.schema();
            refuseTheFuture(progress);
            tell(progress, out);
            if (progress.pending().isEmpty()) {
                return;
            }
            if (dryRun) {
                tryOnCopy(database, progress, out);
                return;
            }
        }
        migrate(out);
    }

    private static void refuseTheFuture(Progress progress) {
        if (progress.fromTheFuture()) {
            throw new BadUsage("The database has schema " + progress.current() + ", and this Tierwise knows only "
                    + progress.newest() + ". It was written by a newer version: use that one.");
        }
    }

    private void tell(Progress progress, PrintWriter out) {
        out.println("The schema of " + data.where() + " is " + progress.current() + ", the newest is "
                + progress.newest() + ".");
        if (progress.pending().isEmpty()) {
            out.println("There is nothing to apply.");
        }
        progress.pending().forEach(step -> out.println("  " + (dryRun ? "would apply " : "applying ") + step));
        out.flush();
    }

    private void tryOnCopy(Database database, Progress progress, PrintWriter out) {
        if (progress.current() == 0) {
            out.println("The database is empty; there is nothing to try.");
            return;
        }
        var differences = UpgradeTrial.differences(database, data.folder(), clock);
        differences.forEach(difference -> out.println("  " + difference));
        out.println(
                differences.isEmpty()
                        ? "On a copy all of it worked, and every row was kept. Nothing was changed."
                        : "On a copy it worked, but rows were not kept as they were. Nothing was changed.");
    }

    private void migrate(PrintWriter out) {
        var before = Backups.beforeUpgrade(data.folder(), Version.number(), clock);
        var url = data.databaseUrl();
        try (var database =
                url.isEmpty() ? Database.openIn(data.folder(), clock, before) : Database.openAt(url, clock, before)) {
            out.println("The schema is " + database.schema().current() + " now.");
        }
        Backups.list(data.folder()).stream()
                .filter(backup -> backup.reason() == BackupFile.Reason.UPGRADE)
                .findFirst()
                .ifPresent(backup -> out.println("The backup before it is " + backup.path() + "."));
    }
}
