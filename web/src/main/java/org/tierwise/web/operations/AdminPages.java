package org.tierwise.web.operations;

import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.DatabaseFacts;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.status.JobCount;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.operations.AdminView.Fact;
import org.tierwise.web.operations.AdminView.Section;

/** What runs here and how it fares, for the administrator. */
public final class AdminPages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MEGABYTE = 1024L * 1024;

    private final Installation installation;
    private final Readiness readiness;
    private final Metrics metrics;
    private final Messages messages;

    public AdminPages(Installation installation, Readiness readiness, Metrics metrics, Messages messages) {
        this.installation = installation;
        this.readiness = readiness;
        this.metrics = metrics;
        this.messages = messages;
    }

    public void show(Context ctx) {
        var tables = installation.tables();
        var view = new AdminView(
                List.of(program(), database(), upkeep(), work()), jobs(tables.jobs()), trouble(readiness.find()));
        ctx.render("operations/page", Map.of("a", view, "backedUp", "backup".equals(ctx.queryParam("done"))));
    }

    /** Beside a full disk, of which the banner tells every page. */
    private List<String> trouble(Readiness.Found found) {
        var trouble = new ArrayList<String>();
        if (!found.database().equals("ok")) {
            trouble.add(messages.text("operations.trouble.database"));
        }
        var upkeep = installation.upkeep();
        if (!upkeep.backupError().isEmpty()) {
            trouble.add(messages.text("operations.trouble.backup", upkeep.backupError()));
        }
        if (upkeep.problems() > 0) {
            trouble.add(messages.text("operations.trouble.verify", Numbers.whole(upkeep.problems())));
        }
        if (found.migrations().equals("missing")) {
            trouble.add(messages.text("operations.trouble.migrations"));
        }
        return trouble;
    }

    private Section program() {
        var build = installation.build();
        return section(
                "program",
                fact("version", build.version()),
                fact("commit", build.commit()),
                fact("java", build.java()),
                fact("started", TIME.format(installation.started())),
                fact(
                        "uptime",
                        length(Duration.between(
                                installation.started(), installation.clock().instant()))));
    }

    private Section database() {
        var database = installation.database();
        DatabaseFacts facts = database.facts();
        var disk = installation.disk().space();
        return section(
                "database",
                fact("kind", facts.kind() + " " + facts.version()),
                fact("schema", facts.schema()),
                fact("size", megabytes(facts.bytes())),
                fact(
                        "connections",
                        messages.text(
                                "operations.connections.value",
                                Numbers.whole(database.connectionsInUse()),
                                Numbers.whole(database.connectionsMax()))),
                fact("disk", megabytes(disk.freeBytes())),
                fact("reserve", megabytes(database.disk().space().reserveBytes())));
    }

    private Section upkeep() {
        var upkeep = installation.upkeep();
        return section(
                "upkeep",
                fact("backup", when(upkeep.backup())),
                fact("verifiedBackup", when(upkeep.verifiedBackup())),
                fact("verified", when(upkeep.verified())));
    }

    private Section work() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var threads = ManagementFactory.getThreadMXBean();
        var solve = installation.tables().lastSolve();
        var gap = solve.map(last -> last.gap());
        return section(
                "work",
                fact("sessions", Numbers.whole(installation.sessions())),
                fact("requests", Numbers.whole(metrics.requests())),
                fact("errors", Numbers.whole(metrics.serverErrors())),
                fact("transactions", Numbers.whole(metrics.transactions())),
                fact("lastSolve", when(solve.map(last -> last.at()))),
                fact(
                        "gap",
                        gap.map(value -> String.format(Locale.ROOT, "%.2f %%", 100 * value))
                                .orElse(messages.text("operations.unknown"))),
                fact(
                        "heap",
                        messages.text("operations.heap.value", megabytes(heap.getUsed()), megabytes(heap.getMax()))),
                fact("threads", Numbers.whole(threads.getThreadCount())));
    }

    private Section section(String id, Fact... facts) {
        return new Section(id, messages.text("operations.section." + id), List.of(facts));
    }

    private Fact fact(String key, String value) {
        return new Fact(messages.text("operations.fact." + key), value);
    }

    private String when(Optional<Instant> at) {
        return at.map(instant -> messages.text(
                        "operations.when",
                        TIME.format(instant),
                        length(Duration.between(instant, installation.clock().instant()))))
                .orElse(messages.text("operations.unknown"));
    }

    /** "3 d 4 h", "12 min 5 s", "0 s": the two largest units. */
    private static String length(Duration time) {
        var left = time.isNegative() ? Duration.ZERO : time;
        if (left.toDays() > 0) {
            return left.toDays() + " d " + left.toHoursPart() + " h";
        }
        if (left.toHours() > 0) {
            return left.toHours() + " h " + left.toMinutesPart() + " min";
        }
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }

    /** "80,663 MB", "0.4 MB". */
    private static String megabytes(long bytes) {
        double megabytes = (double) bytes / MEGABYTE;
        return megabytes < 10
                ? String.format(Locale.ROOT, "%.1f MB", megabytes)
                : String.format(Locale.ROOT, "%,.0f MB", megabytes);
    }

    private static List<AdminView.Jobs> jobs(List<JobCount> counts) {
        return counts.stream()
                .map(JobCount::kind)
                .distinct()
                .map(kind -> new AdminView.Jobs(
                        kind,
                        count(counts, kind, JobState.QUEUED),
                        count(counts, kind, JobState.RUNNING),
                        count(counts, kind, JobState.DONE),
                        count(counts, kind, JobState.FAILED),
                        count(counts, kind, JobState.STOPPED)))
                .toList();
    }

    private static String count(List<JobCount> counts, String kind, JobState state) {
        return Numbers.whole(counts.stream()
                .filter(jobs -> jobs.kind().equals(kind) && jobs.state() == state)
                .mapToInt(JobCount::count)
                .sum());
    }
}
