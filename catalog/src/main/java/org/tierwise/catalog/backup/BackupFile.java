package org.tierwise.catalog.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A backup in the folder of automatic backups. Its name tells when and why it was made.
 *
 * @param at in whole milliseconds
 */
public record BackupFile(Path path, Instant at, Reason reason) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("tierwise-(\\d{8}T\\d{6}\\.\\d{3}Z)-([a-z]+)\\.zip");

    /** Why it was made. */
    public enum Reason {
        /** A day had passed. */
        DAILY,
        /** Somebody wished it. */
        ASKED,
        /** The schema was to be changed. */
        UPGRADE,
        /** The database was to be replaced by a backup or an export. */
        REPLACED
    }

    static BackupFile in(Path folder, Instant at, Reason reason) {
        var name = "tierwise-" + TIME.format(at) + "-" + reason.name().toLowerCase(Locale.ROOT) + ".zip";
        return of(folder.resolve(name)).orElseThrow();
    }

    /** Empty if no backup of ours has such a name. */
    static Optional<BackupFile> of(Path path) {
        var name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BackupFile(
                    path,
                    TIME.parse(name.group(1), Instant::from),
                    Reason.valueOf(name.group(2).toUpperCase(Locale.ROOT))));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
