package org.tierwise.web.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * When the data were last looked after; empty while nobody knows.
 *
 * @param backup newest backup
 * @param verifiedBackup newest backup that was restored on trial
 * @param verified newest check of plans, snapshots and the chain of activities
 */
public record Upkeep(Optional<Instant> backup, Optional<Instant> verifiedBackup, Optional<Instant> verified) {
    public static final Upkeep UNKNOWN = new Upkeep(Optional.empty(), Optional.empty(), Optional.empty());
}
