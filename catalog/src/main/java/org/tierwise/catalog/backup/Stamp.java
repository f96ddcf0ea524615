package org.tierwise.catalog.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a backup file says about its making.
 *
 * @param tierwise version of this program
 * @param createdAt when; missing if equal data are to give equal bytes
 */
public record Stamp(String tierwise, @Nullable Instant createdAt) {}
