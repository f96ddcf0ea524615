package org.tierwise.catalog.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.activity.LegacyActivitySql;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * One bit of the closed file of the embedded database turns over, as disks do; the database itself notices it almost
 * never. No other plan than the stored one may come out, and the check finds every plan and every entry of the log that
 * is no longer what it was.
 */
class BitFlipIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T08:00:00Z"), ZoneOffset.UTC);
    private static final int FLIPS = Integer.getInteger("tierwise.bitflips", 30);
    private static final int PLANS = 12;
    private static final int ENTRIES = 300;

    @TempDir
    static Path folder;

    /** What a reader can see: of each plan the row of the list, what pages show and what is exported. */
    private record Sight(Map<Integer, String> plans, List<ActivityRepository.Whole> activities) {}

    private static final class Tally {
        int closed;
        int harmless;
        int plansRefused;
        int findings;
    }

    @Test
    void a_flipped_bit_never_makes_another_plan_and_is_found() throws IOException {
        var original = make();
        var file = folder.resolve("db").resolve("tierwise.mv.db");
        var sound = folder.resolve("sound.mv.db");
        Files.copy(file, sound, StandardCopyOption.REPLACE_EXISTING);
        var random = new Random(150);
        var tally = new Tally();
        for (int i = 0; i < FLIPS; i++) {
            Files.copy(sound, file, StandardCopyOption.REPLACE_EXISTING);
            // Every other one into what the plans are stored as, because most of a small file is empty.
            long bit = flip(file, i % 2 == 0 ? anywhere(file, random) : inAPlan(file, random));
            look(original, "bit " + bit, tally);
        }
        System.out.printf(
                "%d flips: %d times the database did not open, %d harmless, %d plans refused, %d checks found damage%n",
                FLIPS, tally.closed, tally.harmless, tally.plansRefused, tally.findings);
        // Else the flips hit nothing, and the test would say nothing.
        assertThat(tally.plansRefused).isPositive();
        assertThat(tally.findings).isPositive();
    }

    private static Sight make() {
        try (var database = Database.openIn(folder, CLOCK)) {
            database.tx().writing(ctx -> {
                assertThat(new LegacyActivitySql(ctx).carryOver()).isTrue();
                var workspace = new WorkspaceRepository(ctx)
                        .insert("w", Workspace.Kind.OWN)
                        .id();
                for (int seed = 0; seed < PLANS; seed++) {
                    new PlanRepository(ctx).insert(workspace, RandomPlans.plan(seed), "owner", null);
                }
                var log = new ActivityLog(ctx);
                for (int i = 0; i < ENTRIES; i++) {
                    log.add(
                            workspace,
                            Actor.named("anna"),
                            "changed",
                            new ActivityLog.Subject("workload", "w" + i),
                            "Changed the workload number " + i + ".",
                            "{\"cost\":" + i * 7919 + "}",
                            "{\"cost\":" + i * 104_729 + "}");
                }
            });
            new ActivityAnchors(folder)
                    .append(
                            CLOCK.instant(),
                            database.tx()
                                    .read(ctx -> new ActivityRepository(ctx).head())
                                    .orElseThrow());
            return sight(database.tx(), new Tally());
        }
    }

    private static long anywhere(Path file, Random random) throws IOException {
        return random.nextLong(Files.size(file) * 8);
    }

    /** Plans are stored compressed; each begins with what gzip files begin with. */
    private static long inAPlan(Path file, Random random) throws IOException {
        var bytes = Files.readAllBytes(file);
        var begins = new ArrayList<Integer>();
        for (int at = 0; at + 3 < bytes.length; at++) {
            if (bytes[at] == 0x1f && (bytes[at + 1] & 0xff) == 0x8b && bytes[at + 2] == 8 && bytes[at + 3] == 0) {
                begins.add(at);
            }
        }
        int begin = begins.get(random.nextInt(begins.size()));
        return Math.min(bytes.length - 1L, begin + random.nextInt(1_500)) * 8 + random.nextInt(8);
    }

    private static long flip(Path file, long bit) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bit / 8);
            int before = bytes.read();
            bytes.seek(bit / 8);
            bytes.write(before ^ (1 << bit % 8));
            return bit;
        }
    }

    private static void look(Sight original, String which, Tally tally) {
        Database database;
        try {
            database = Database.openIn(folder, CLOCK);
        } catch (RuntimeException e) {
            tally.closed++;
            return;
        }
        try {
            var now = sight(database.tx(), tally);
            now.plans()
                    .forEach((number, plan) -> assertThat(plan)
                            .as("Plan " + number + " after " + which)
                            .isEqualTo(original.plans().get(number)));
            var state = new DatabaseCheck(
                            database.tx(),
                            CLOCK,
                            Optional.of(new ActivityAnchors(folder)),
                            DatabaseCheck.PlanExaminer.NONE,
                            () -> false)
                    .all();
            tally.findings += state.sound() ? 0 : 1;
            if (now.equals(original)) {
                tally.harmless++;
            } else {
                assertThat(state.sound()).as("the check after " + which).isFalse();
            }
        } finally {
            close(database);
        }
    }

    /** A damaged file may not even close in order. */
    private static void close(Database database) {
        try {
            database.close();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageNotContaining("transaction did not end");
        }
    }

    private static Sight sight(Tx tx, Tally tally) {
        var plans = new TreeMap<Integer, String>();
        for (var summary : orEmpty(() -> tx.read(ctx -> new PlanRepository(ctx).list(1)))) {
            plan(tx, summary).ifPresentOrElse(words -> plans.put(summary.number(), words), () -> tally.plansRefused++);
        }
        return new Sight(plans, orEmpty(() -> tx.read(ctx -> new ActivityRepository(ctx).chain(1, ENTRIES * 2))));
    }

    /** Empty if it is refused. */
    private static Optional<String> plan(Tx tx, PlanSummary summary) {
        if (summary.damaged()) {
            return Optional.empty();
        }
        try {
            var shown = tx.read(ctx -> new PlanRepository(ctx).find(1, summary.id()))
                    .orElseThrow();
            var exported = tx.read(ctx -> new PlanRepository(ctx).findJson(1, summary.id()))
                    .orElseThrow();
            return Optional.of(
                    summary + "\n" + shown.plan() + "\n" + HexFormat.of().formatHex(exported));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static <T> List<T> orEmpty(Supplier<List<T>> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return List.of();
        }
    }
}
