package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.verify.DatabaseCheck;
import org.tierwise.catalog.verify.VerifyState;
import org.tierwise.solver.proof.PlanCheck;
import org.tierwise.solver.proof.PlanCheck.Finding;

/** Checks a whole database without changing it, and tells in words what it found. */
final class DatabaseVerification {
    private final PrintWriter text;
    private final Clock clock;

    DatabaseVerification(PrintWriter text, Clock clock) {
        this.text = text;
        this.clock = clock;
    }

    /**
     * @param data folder of the H2 file, and of the notes of the newest activities; missing if there is only a database
     * @param url of a PostgreSQL database; missing for the H2 file
     * @param proofs whether the proof of each plan is rechecked too
     * @return true if all is what was stored
     */
    boolean check(@Nullable Path data, @Nullable String url, boolean proofs) {
        var anchors = Optional.ofNullable(data).map(ActivityAnchors::new);
        try (var database = open(data, url)) {
            var state = new DatabaseCheck(
                            database.tx(),
                            clock,
                            anchors,
                            proofs ? DatabaseVerification::proof : DatabaseCheck.PlanExaminer.NONE,
                            () -> false)
                    .all();
            tell(state, anchors);
            return state.sound();
        } catch (StorageException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }

    private Database open(@Nullable Path data, @Nullable String url) {
        if (url != null) {
            return Database.openToReadAt(url, clock);
        }
        if (data == null) {
            throw new BadUsage("Name the data folder with --data, or a database with --database.");
        }
        return Database.openToReadIn(data, clock);
    }

    private static List<String> proof(PlanSummary summary, byte[] json) {
        return PlanCheck.of(PlanJson.open(json)).stream()
                .filter(finding -> !finding.holds())
                .map(Finding::words)
                .toList();
    }

    private void tell(VerifyState state, Optional<ActivityAnchors> anchors) {
        state.problems().forEach(problem -> text.println("  DAMAGED  " + InventoryFile.oneLine(problem.words())));
        if (state.more() > 0) {
            text.println("  and " + state.more() + " more.");
        }
        text.printf(
                Locale.ROOT,
                "Checked %,d activities, %,d plans, %,d contents of kept inputs and %,d workloads.%n",
                state.activities(),
                state.plans(),
                state.inputs(),
                state.workloads());
        text.println(anchorWords(anchors));
        text.println(
                state.sound()
                        ? "All of it is what was stored."
                        : "Not all of it is what was stored: "
                                + (state.problems().size() + state.more())
                                + " problems. Restore a backup, and keep this database for whoever looks into it.");
        text.flush();
    }

    private static String anchorWords(Optional<ActivityAnchors> anchors) {
        if (anchors.isEmpty()) {
            return "The end of the log of activities was not compared with notes outside the database: give --data as"
                    + " well.";
        }
        var file = anchors.get().file();
        return Files.exists(file)
                ? "The log of activities was compared with the "
                        + anchors.get().read().list().size() + " notes in " + file + "."
                : "There are no notes of the newest activities in " + file
                        + ", so that a log cut off at its end would not be noticed.";
    }
}
