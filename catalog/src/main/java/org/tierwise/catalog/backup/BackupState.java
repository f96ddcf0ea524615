package org.tierwise.catalog.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the automatic backups are.
 *
 * @param folder where they are
 * @param lastBackup the newest backup; missing if there is none
 * @param lastVerifiedAt when a backup was last put back into a scratch folder and found complete; missing if never
 * @param lastVerifiedFile name of the file of which that was found
 * @param failedAt when making or checking one last failed, if that was not put right since
 * @param error why, in a sentence for people; empty if the last attempts succeeded
 */
public record BackupState(
        Path folder,
        @Nullable BackupFile lastBackup,
        @Nullable Instant lastVerifiedAt,
        @Nullable String lastVerifiedFile,
        @Nullable Instant failedAt,
        String error) {
    /** How old the newest backup is; empty if there is none. */
    public Optional<Duration> backupAge(Instant now) {
        return Optional.ofNullable(lastBackup).map(backup -> Duration.between(backup.at(), now));
    }

    /** How long ago a backup was last proven good; empty if never. */
    public Optional<Duration> verifiedAge(Instant now) {
        return Optional.ofNullable(lastVerifiedAt).map(at -> Duration.between(at, now));
    }

    /** True if nothing failed, the newest backup is at most two days old and a check at most eight. */
    public boolean isGood(Instant now) {
        return error.isEmpty()
                && backupAge(now).filter(age -> age.toDays() < 2).isPresent()
                && verifiedAge(now).filter(age -> age.toDays() < 8).isPresent();
    }
}
