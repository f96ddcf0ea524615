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

/** {@code tierwise backup}: everything in one file, also while Tierwise runs. */
@Command(
        name = "backup",
        description = "Writes everything into one file. Tierwise may be running meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {DataCommand.CODES, DataCommand.REFUSED})
public final class BackupCommand extends DataCommand {
    @Parameters(paramLabel = "FILE.zip", description = "The file to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(names = "--replace", description = "Replace the file if it exists.")
    private boolean replace;

    public BackupCommand(Clock clock) {
        super(clock);
    }

    @Override
    void run(PrintWriter out) {
        try (var database = open()) {
            BackupFiles.backUp(database, file, replace, new Stamp(Version.number(), clock.instant()));
        } catch (RunningException e) {
            new BackupRequests(data.folder()).ask(false, file, replace);
        }
        tellFile(file, out);
    }
}
