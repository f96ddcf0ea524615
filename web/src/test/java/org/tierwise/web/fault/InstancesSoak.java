package org.tierwise.web.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.tierwise.catalog.Database;
import org.tierwise.solver.run.SolveInput;
import org.tierwise.solver.run.SolveRuns;

/**
 * A program, not a test: several instances on one PostgreSQL work off many small runs while one of them after the other is
 * killed and started anew, or frozen for longer than its lease and woken. Prints what came of it and how long the run of
 * the one that is gone waited for another; ends with 1 if a run has not exactly one plan.
 */
final class InstancesSoak {
    private static final int JOBS = Integer.getInteger("tierwise.jobs", 1_000);
    private static final int INSTANCES = Integer.getInteger("tierwise.instances", 3);
    private static final long FAULT_MILLIS = Long.getLong("tierwise.faultMillis", 5_000);
    /** Longer than a lease, so that others have taken over what it held when it wakes. */
    private static final long FROZEN_MILLIS = 11_000;

    private static final long TAKEOVER_MILLIS_MAX = 60_000;

    private final PostgresServer server;
    private final Path folder;
    private final List<AppProcess> instances = new ArrayList<>();
    private final List<Double> takeoverSeconds = new ArrayList<>();
    private int kills;
    private int freezes;

    private InstancesSoak(Path folder) {
        this.folder = folder;
        server = new PostgresServer(folder.resolve("postgres"));
    }

    public static void main(String[] arguments) throws Exception {
        var soak = new InstancesSoak(Files.createTempDirectory("tierwise-soak"));
        boolean good;
        try {
            good = soak.run();
        } finally {
            soak.instances.forEach(AppProcess::close);
            soak.server.close();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(AppProcess.onServer(folder, server.url(), "node-" + i));
        }
        var imported =
                instances.getFirst().signedIn().post("/api/v1/imports?dry_run=false", "text/csv", Estates.small());
        if (imported.status() != 200) {
            throw new IllegalStateException(imported.body());
        }
        enqueue();
        long began = System.nanoTime();
        var random = new Random(5);
        while (!server.value("select count(*) from job where state in ('QUEUED', 'RUNNING')")
                .equals("0")) {
            TakeoverIT.sleep(FAULT_MILLIS);
            disturb(random);
        }
        return report((System.nanoTime() - began) / 1e9);
    }

    private void enqueue() {
        try (var database = Database.openAt(server.url(), Clock.systemUTC())) {
            var runs = new SolveRuns(database.tx());
            long workspace = Long.parseLong(server.value("select min(id) from workspace"));
            for (int i = 0; i < JOBS; i++) {
                var unused = runs.start(
                        workspace,
                        "Run " + i,
                        new SolveInput("balanced", null, 1L, i, true, true, true, null),
                        "owner");
            }
        }
    }

    private void disturb(Random random) throws Exception {
        int which = random.nextInt(INSTANCES);
        var instance = instances.get(which);
        long began = System.nanoTime();
        Callable<AppProcess> back;
        if (random.nextBoolean()) {
            instance.kill();
            kills++;
            back = () -> AppProcess.onServer(folder, server.url(), "node-" + which);
        } else {
            instance.freeze();
            freezes++;
            back = () -> {
                TakeoverIT.sleep(FROZEN_MILLIS);
                instance.wake();
                return instance;
            };
        }
        try (var helper = Executors.newSingleThreadExecutor()) {
            var returned = helper.submit(back);
            awaitTakeover(heldBy(which), began);
            instances.set(which, returned.get());
        }
    }

    /** What an instance that runs no more works on: "id|fence" of each. */
    private List<String> heldBy(int which) {
        return server.rows("select id, fence from job where state = 'RUNNING' and worker = 'node-" + which + "'");
    }

    /** Returns when another has claimed all that was held, or the one that woke has ended it in time itself. */
    private void awaitTakeover(List<String> held, long beganNanos) {
        for (var each : held) {
            var parts = each.split("\\|", -1);
            var same = "select count(*) from job where state = 'RUNNING' and id = " + parts[0] + " and fence = ";
            while (server.value(same + parts[1]).equals("1")) {
                if (millisSince(beganNanos) > TAKEOVER_MILLIS_MAX) {
                    throw new IllegalStateException("Nobody took over " + each + ".");
                }
                TakeoverIT.sleep(50);
            }
            if (server.value("select fence from job where id = " + parts[0]).equals(parts[1])) {
                continue;
            }
            takeoverSeconds.add(millisSince(beganNanos) / 1e3);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private boolean report(double seconds) {
        var states = server.rows("select state, count(*) from job group by state order by state");
        var attempts = server.rows("select attempt, count(*) from job group by attempt order by attempt");
        var workers = server.rows("select worker, count(*) from job group by worker order by worker");
        var twice =
                server.value("select count(*) from (select job_id from plan group by job_id having count(*) > 1) t");
        var never = server.value(
                "select count(*) from job j where state = 'DONE' and not exists (select 1 from plan p where p.job_id ="
                        + " j.id)");
        var logged = server.value("select count(*) from audit_entry where verb = 'solved'");
        takeoverSeconds.sort(Double::compare);
        System.out.printf(
                Locale.ROOT,
                "%d runs on %d instances in %.0f s, %d kills, %d freezes of %d ms%n"
                        + "states %s, attempts %s, by instance %s%n"
                        + "%d runs taken over after %.1f s (median), %.1f s (longest)%n"
                        + "plans published twice %s, runs done without a plan %s, activities %s%n",
                JOBS,
                INSTANCES,
                seconds,
                kills,
                freezes,
                FROZEN_MILLIS,
                states,
                attempts,
                workers,
                takeoverSeconds.size(),
                takeoverSeconds.isEmpty() ? 0 : takeoverSeconds.get(takeoverSeconds.size() / 2),
                takeoverSeconds.isEmpty() ? 0 : takeoverSeconds.getLast(),
                twice,
                never,
                logged);
        return twice.equals("0") && never.equals("0") && states.equals(List.of("DONE|" + JOBS));
    }
}
