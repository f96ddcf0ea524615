package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.DurableFiles;
import org.tierwise.catalog.json.RecordJson;

/** What is known about the backups beside their names, over restarts. */
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private final Path file;

    StateFile(Path folder) {
        file = folder.resolve("state.json");
    }

    /**
     * The contents of the file.
     *
     * @param backupFailedAt when making one last failed; missing if it succeeded since
     * @param verifyFailedAt when checking one last failed; missing if it succeeded since
     */
    record Known(
            @Nullable Instant verifiedAt,
            @Nullable String verifiedFile,
            @Nullable Instant backupFailedAt,
            @Nullable String backupError,
            @Nullable Instant verifyFailedAt,
            @Nullable String verifyError) {
        static final Known NOTHING = new Known(null, null, null, null, null, null);

        Known backedUp() {
            return new Known(verifiedAt, verifiedFile, null, null, verifyFailedAt, verifyError);
        }

        Known backupFailed(Instant at, String error) {
            return new Known(verifiedAt, verifiedFile, at, error, verifyFailedAt, verifyError);
        }

        Known verified(Instant at, String name) {
            return new Known(at, name, backupFailedAt, backupError, null, null);
        }

        Known verifyFailed(Instant at, String error) {
            return new Known(verifiedAt, verifiedFile, backupFailedAt, backupError, at, error);
        }
    }

    Known read() {
        try {
            return Files.exists(file) ? RecordJson.read(Files.readString(file), Known.class) : Known.NOTHING;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The state of the backups in {} cannot be read: {}", file, e.getMessage());
            return Known.NOTHING;
        }
    }

    /** A state that cannot be written is no reason to fail: it is looked up again after the next start. */
    void write(Known known) {
        var next = file.resolveSibling("state.json.new");
        try {
            Files.writeString(next, RecordJson.write(known));
            DurableFiles.moveIntoPlace(next, file);
        } catch (IOException e) {
            LOG.warn("The state of the backups cannot be written to {}: {}", file, e.toString());
        }
    }
}
