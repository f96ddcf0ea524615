package org.tierwise.web.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.activity.Activity;
import org.tierwise.catalog.activity.ActivityDocuments;
import org.tierwise.catalog.activity.ActivityRepository;

/**
 * An activity for programs, with everything that its hash is made of.
 *
 * @param before and {@code after}: JSON as text, because the hash is over the text; left out in lists
 */
record ActivityItem(
        long seq,
        Instant happenedAt,
        @Nullable Long workspaceId,
        String actor,
        @Nullable String via,
        @Nullable String clientIp,
        String verb,
        String kind,
        String id,
        String summary,
        @Nullable String before,
        @Nullable String after,
        String prevHash,
        String hash) {
    static ActivityItem of(Activity entry) {
        return of(new ActivityRepository.Whole(entry, ActivityDocuments.NONE));
    }

    static ActivityItem of(ActivityRepository.Whole whole) {
        var entry = whole.entry();
        return new ActivityItem(
                entry.seq(),
                entry.happenedAt(),
                entry.workspaceId(),
                entry.by().name(),
                entry.by().via(),
                entry.by().clientIp(),
                entry.verb(),
                entry.subject().kind(),
                entry.subject().id(),
                entry.summary(),
                whole.documents().before(),
                whole.documents().after(),
                entry.prevHash(),
                entry.hash());
    }
}
