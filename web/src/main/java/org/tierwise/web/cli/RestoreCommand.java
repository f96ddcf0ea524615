package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.tierwise.catalog.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tierwise restore}: puts a backup back. */
@Command(
        name = "restore",
        description = "Puts a backup back, into an empty data folder or an empty PostgreSQL database.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {DataCommand.CODES, DataCommand.REFUSED})
public final class RestoreCommand extends DataCommand {
    @Parameters(paramLabel = "FILE.zip", description = "A file that backup or export-all wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(names = "--replace", description = "Replace what is there. It is backed up first.")
    private boolean replace;

    public RestoreCommand(Clock clock) {
        super(clock);
    }

    @Override
    void run(PrintWriter out) {
        var restore = new Restore(data.folder(), Version.number(), clock);
        var url = data.databaseUrl();
        tellRestored(url.isEmpty() ? restore.intoFolder(file, replace) : restore.intoPostgres(file, url, replace), out);
    }
}
