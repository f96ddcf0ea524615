package org.tierwise.web.cli;

import java.nio.file.Path;

/** Where the XDG base directory specification puts a program's own data. */
public final class DataFolder {
    private DataFolder() {}

    public static Path usual() {
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("tierwise");
    }
}
