package org.tierwise.web.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * When the data were last looked after; empty while nobody knows.
 *
 * @param backup newest backup
 * @param verifiedBackup newest backup that was restored on trial
 * @param verified newest check of plans, snapshots and the chain of activities
 * @param backupError why the last backup or its trial failed; empty if it did not
 * @param problems that the newest check found
 */
public record Upkeep(
        Optional<Instant> backup,
        Optional<Instant> verifiedBackup,
        Optional<Instant> verified,
        String backupError,
        long problems) {}
