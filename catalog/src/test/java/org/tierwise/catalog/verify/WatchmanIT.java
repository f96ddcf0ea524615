package org.tierwise.catalog.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.AUDIT_DOCUMENT;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;
import static org.tierwise.catalog.schema.Tables.AUDIT_HEAD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.activity.ActivityChain;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.activity.LegacyActivitySql;

/** What a server does by itself: notes outside the database, the check of the start and the check of everything. */
class WatchmanIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private static void log(Tx tx, int count) {
        tx.writing(ctx -> {
            var subject = new ActivityLog.Subject("site", "s");
            for (int i = 0; i < count; i++) {
                new ActivityLog(ctx).add(1, Actor.named("anna"), "changed", subject, "Changed s.", "{}", "{}");
            }
        });
    }

    private Watchman watchman(Tx tx) {
        return new Watchman(tx, CLOCK, new ActivityAnchors(folder), Duration.ZERO);
    }

    @Test
    void an_end_that_was_cut_off_while_the_server_was_down_is_found_at_the_next_start() throws InterruptedException {
        try (var database = Database.openIn(folder, CLOCK)) {
            database.tx()
                    .writing(ctx ->
                            assertThat(new LegacyActivitySql(ctx).carryOver()).isTrue());
            log(database.tx(), 3);
            var watchman = watchman(database.tx());
            watchman.start();
            log(database.tx(), 4);
            watchman.close();
            assertThat(watchman.state().orElseThrow().sound()).isTrue();
        }
        assertThat(new ActivityAnchors(folder).read().list())
                .extracting(anchor -> anchor.head().seq())
                .containsExactly(3L, 7L);

        try (var database = Database.openIn(folder, CLOCK)) {
            cutOffAfter(database.tx(), 5);
            // Late enough that what the start found is read before everything is checked.
            var watchman = new Watchman(database.tx(), CLOCK, new ActivityAnchors(folder), Duration.ofSeconds(1));
            watchman.start();
            var atStart = watchman.state().orElseThrow();
            assertThat(atStart.problems()).extracting(Problem::words).anyMatch(words -> words.contains("cut off"));
            for (int i = 0; i < 2_000 && !isWholeCheckDone(watchman); i++) {
                Thread.sleep(25);
            }
            var whole = watchman.state().orElseThrow();
            watchman.close();
            assertThat(whole.scope()).isEqualTo(VerifyState.Scope.ALL);
            assertThat(whole.activities()).isEqualTo(5);
            assertThat(whole.sound()).isFalse();
        }
    }

    private static boolean isWholeCheckDone(Watchman watchman) {
        return watchman.state()
                .filter(state -> state.scope() == VerifyState.Scope.ALL && state.ended() != null)
                .isPresent();
    }

    /** With the head repaired, so that nothing in the database tells. */
    private static void cutOffAfter(Tx tx, long last) {
        tx.writing(ctx -> {
            var hash = new ActivityRepository(ctx)
                    .chain(last, 1)
                    .getFirst()
                    .entry()
                    .hash();
            ctx.dsl().deleteFrom(AUDIT_ENTRY).where(AUDIT_ENTRY.SEQ.gt(last)).execute();
            ctx.dsl()
                    .deleteFrom(AUDIT_DOCUMENT)
                    .where(AUDIT_DOCUMENT.SEQ.gt(last))
                    .execute();
            ctx.dsl()
                    .update(AUDIT_HEAD)
                    .set(AUDIT_HEAD.SEQ, last)
                    .set(AUDIT_HEAD.HASH, hash)
                    .execute();
        });
    }

    @Test
    void a_line_that_a_crash_cut_off_is_forgiven_and_a_changed_one_is_not() throws IOException {
        var anchors = new ActivityAnchors(folder);
        var head = new org.tierwise.catalog.activity.ActivityHead(7, ActivityChain.GENESIS);
        anchors.append(CLOCK.instant(), head);
        Files.writeString(anchors.file(), "2026-11-28T09:00:00Z 8 0000", StandardOpenOption.APPEND);
        assertThat(anchors.read().unreadable()).isEmpty();
        assertThat(anchors.read().list()).hasSize(1);
        anchors.append(CLOCK.instant(), head);
        assertThat(anchors.read().list()).hasSize(2);
        assertThat(anchors.read().unreadable()).containsExactly("2026-11-28T09:00:00Z 8 0000");
    }
}
