package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.tierwise.catalog.backup.Archive;
import org.tierwise.catalog.backup.Manifest;
import org.tierwise.catalog.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tierwise import-all}: reads what export-all wrote, into either kind of database. */
@Command(
        name = "import-all",
        description = "Reads a file that export-all wrote, also one of an older version, into an empty database. All of"
                + " it is stored or nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {DataCommand.CODES, DataCommand.REFUSED})
public final class ImportAllCommand extends DataCommand {
    @Parameters(paramLabel = "FILE.zip", description = "A file that export-all wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(names = "--replace", description = "Replace what is there. It is backed up first.")
    private boolean replace;

    public ImportAllCommand(Clock clock) {
        super(clock);
    }

    @Override
    void run(PrintWriter out) {
        try (var archive = Archive.open(file)) {
            if (archive.contents().kind() != Manifest.Kind.TABLES) {
                throw new BadUsage(
                        "The file (" + file + ") is a backup of an embedded database and no export. Use" + " restore.");
            }
        }
        var restore = new Restore(data.folder(), Version.number(), clock);
        var url = data.databaseUrl();
        tellRestored(url.isEmpty() ? restore.intoFolder(file, replace) : restore.intoPostgres(file, url, replace), out);
    }
}
