package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.tierwise.catalog.RunningException;
import org.tierwise.catalog.backup.BackupFiles;
import org.tierwise.catalog.backup.BackupRequests;
import org.tierwise.catalog.backup.Stamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tierwise export-all}: every table as JSON lines, the same from every database. */
@Command(
        name = "export-all",
        description = "Writes every table into one file that does not depend on the kind of database: to move from one"
                + " to the other, or to read it with other programs. Tierwise may be running meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {DataCommand.CODES, DataCommand.REFUSED})
public final class ExportAllCommand extends DataCommand {
    @Parameters(paramLabel = "FILE.zip", description = "The file to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(names = "--replace", description = "Replace the file if it exists.")
    private boolean replace;

    public ExportAllCommand(Clock clock) {
        super(clock);
    }

    @Override
    void run(PrintWriter out) {
        try (var database = open()) {
            BackupFiles.exportAll(database, file, replace, new Stamp(Version.number(), null));
        } catch (RunningException e) {
            new BackupRequests(data.folder()).ask(true, file, replace);
        }
        tellFile(file, out);
    }
}
