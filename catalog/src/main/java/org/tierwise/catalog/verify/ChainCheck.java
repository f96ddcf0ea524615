package org.tierwise.catalog.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.activity.ActivityChain;
import org.tierwise.catalog.activity.ActivityHead;
import org.tierwise.catalog.activity.ActivityRepository;

/** Goes along the chain of activities in short transactions, up to the head, and compares the anchors. */
final class ChainCheck {
    private static final int BATCH = 500;

    private final Tx tx;
    private final Findings findings;
    private final BooleanSupplier stop;
    private final Map<Long, ActivityAnchors.Anchor> anchors = new HashMap<>();
    private long first;
    private long expected;
    private String lastHash = ActivityChain.GENESIS;
    private boolean linked;

    /** What the log was at one instant. */
    private record Look(
            List<ActivityRepository.Whole> batch,
            Optional<ActivityHead> head,
            boolean legacyCarried,
            List<Long> documents) {}

    /** @param anchors those outside the database, read before the chain is */
    ChainCheck(Tx tx, Findings findings, List<ActivityAnchors.Anchor> anchors, BooleanSupplier stop) {
        this.tx = tx;
        this.findings = findings;
        this.stop = stop;
        for (var anchor : anchors) {
            var other = this.anchors.putIfAbsent(anchor.head().seq(), anchor);
            if (other != null && !other.head().equals(anchor.head())) {
                tell("The notes of " + other.at() + " and of " + anchor.at() + " contradict each other on activity "
                        + anchor.head().seq() + ".");
            }
        }
    }

    /** From the first entry on. */
    void all() {
        first = 1;
        linked = true;
        // Entries before the first do not belong there either.
        go(Long.MIN_VALUE);
    }

    /** The last entries; the hash of the one before them is believed. */
    void newest(int count) {
        long head = tx.read(ctx -> new ActivityRepository(ctx).head())
                .map(ActivityHead::seq)
                .orElse(0L);
        first = Math.max(1, head - count + 1);
        linked = first == 1;
        go(first);
    }

    private void go(long from) {
        expected = first;
        long next = from;
        Look look;
        do {
            if (stop.getAsBoolean()) {
                return;
            }
            long start = next;
            look = tx.snapshot(ctx -> {
                var log = new ActivityRepository(ctx);
                return new Look(log.chain(start, BATCH), log.head(), log.legacyCarried(), log.documentRange());
            });
            look.batch().forEach(this::check);
            findings.checkedActivities(look.batch().size());
            next = look.batch().isEmpty()
                    ? next
                    : look.batch().getLast().entry().seq() + 1;
        } while (look.batch().size() == BATCH);
        end(look);
    }

    private void check(ActivityRepository.Whole whole) {
        var entry = whole.entry();
        if (entry.seq() < expected) {
            tell("Activity " + entry.seq() + " was put before the first one.");
            return;
        }
        if (entry.seq() > expected) {
            tell(range(expected, entry.seq() - 1) + " removed.");
            linked = false;
        }
        if (linked && !entry.prevHash().equals(lastHash)) {
            tell("Activity " + entry.seq() + " does not follow the one before it: one of the two was changed,"
                    + " exchanged or put there later.");
        }
        if (!entry.hash().equals(ActivityChain.hash(entry, whole.documents()))) {
            tell("Activity " + entry.seq() + " of " + entry.happenedAt() + " is not what was written.");
        }
        var anchor = anchors.get(entry.seq());
        if (anchor != null && !anchor.head().hash().equals(entry.hash())) {
            tell("Activity " + entry.seq() + " is another one than was noted outside the database on " + anchor.at()
                    + ".");
        }
        linked = true;
        lastHash = entry.hash();
        expected = entry.seq() + 1;
    }

    private void end(Look look) {
        long last = expected - 1;
        look.head()
                .ifPresentOrElse(
                        head -> compare(head, last),
                        () -> tell("The row that names the newest activity" + " is gone."));
        if (!look.legacyCarried() && last > 0) {
            tell("The row that names the newest activity was changed.");
        }
        for (long seq : look.documents()) {
            if (seq < 1 || seq > last) {
                tell("There is a document of activity " + seq + ", which does not exist.");
            }
        }
        anchors.values().stream()
                .filter(anchor -> anchor.head().seq() > last
                        || anchor.head().seq() == 0 && !anchor.head().hash().equals(ActivityChain.GENESIS))
                .forEach(anchor -> tell("On " + anchor.at() + " activity "
                        + anchor.head().seq() + " was noted outside the database, but the log ends with " + last
                        + ": its end was cut off, or an older backup was restored."));
    }

    private void compare(ActivityHead head, long last) {
        if (head.seq() > last) {
            tell(range(last + 1, head.seq()) + " cut off from the end.");
        } else if (head.seq() < last) {
            tell("The newest activity should be " + head.seq() + ", but there are entries up to " + last + ".");
        } else if (last >= first && !head.hash().equals(lastHash)
                || last == 0 && !head.hash().equals(ActivityChain.GENESIS)) {
            tell("The newest activity is not the one that the row of the newest activity names.");
        }
    }

    private static String range(long from, long to) {
        return from == to ? "Activity " + from + " was" : "Activities " + from + " to " + to + " were";
    }

    private void tell(String words) {
        findings.add(Problem.Part.ACTIVITY, words);
    }
}
