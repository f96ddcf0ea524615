package org.tierwise.web.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data are: the same options for every command that reads or changes them. */
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the database and its backups (default: ~/.local/share/tierwise).")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "A PostgreSQL database instead of the H2 file in the data folder.")
    private @Nullable String database;

    public Path folder() {
        return data == null ? defaultFolder() : data;
    }

    /**
     * Empty for the H2 file in the data folder.
     *
     * @throws BadUsage if it is not one of PostgreSQL
     */
    public String databaseUrl() {
        if (database == null) {
            return "";
        }
        if (!database.startsWith("jdbc:postgresql:")) {
            throw new BadUsage("The database must begin with jdbc:postgresql:. Leave --database out for the H2 file.");
        }
        return database;
    }

    /** Where the XDG base directory specification puts a program's own data. */
    private static Path defaultFolder() {
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("tierwise");
    }

    /** For people; without the URL, which may hold a password. */
    String where() {
        return database == null ? folder().toString() : "the PostgreSQL database";
    }
}
