package org.tierwise.web.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tierwise.catalog.Database;
import org.tierwise.solver.run.SolveInput;
import org.tierwise.solver.run.SolveRuns;

/**
 * A program, not a test: several instances on one PostgreSQL work off many small runs while one of them after the other is
 * killed and started anew, or frozen for longer than its lease and woken. Prints what came of it; ends with 1 if a run
 * has not exactly one plan.
 */
final class InstancesSoak {
    private static final int JOBS = Integer.getInteger("tierwise.jobs", 1_000);
    private static final int INSTANCES = Integer.getInteger("tierwise.instances", 3);
    private static final long FAULT_MILLIS = Long.getLong("tierwise.faultMillis", 5_000);

    private final PostgresServer server;
    private final Path folder;
    private final List<AppProcess> instances = new ArrayList<>();
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

    private boolean run() {
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

    private void disturb(Random random) {
        int which = random.nextInt(INSTANCES);
        var instance = instances.get(which);
        if (random.nextBoolean()) {
            instance.kill();
            kills++;
            instances.set(which, AppProcess.onServer(folder, server.url(), "node-" + which));
        } else {
            instance.freeze();
            freezes++;
            TakeoverIT.sleep(11_000);
            instance.wake();
        }
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
        System.out.printf(
                Locale.ROOT,
                "%d runs on %d instances in %.0f s, %d kills, %d freezes of 11 s%n"
                        + "states %s, attempts %s, by instance %s%n"
                        + "plans published twice %s, runs done without a plan %s, activities %s%n",
                JOBS,
                INSTANCES,
                seconds,
                kills,
                freezes,
                states,
                attempts,
                workers,
                twice,
                never,
                logged);
        return twice.equals("0") && never.equals("0") && states.equals(List.of("DONE|" + JOBS));
    }
}
