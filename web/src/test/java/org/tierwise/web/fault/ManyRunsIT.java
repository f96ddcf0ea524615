package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.solver.run.SolveInput;
import org.tierwise.solver.run.SolveRuns;

/**
 * Several instances on one PostgreSQL work off many small runs while one of them after the other is killed and started
 * anew, or frozen for longer than its lease and woken: each run has exactly one plan, and what the one that is gone
 * worked on does not wait long for another. {@code -Dtierwise.jobs=1000 -Dtierwise.instances=3} for the long one.
 */
@Tag("slow")
final class ManyRunsIT {
    private static final int JOBS = Integer.getInteger("tierwise.jobs", 50);
    private static final int INSTANCES = Integer.getInteger("tierwise.instances", 2);
    private static final long FAULT_MILLIS = Long.getLong("tierwise.faultMillis", 5_000);
    /** Longer than a lease, so that others have taken over what it held when it wakes. */
    private static final long FROZEN_MILLIS = 11_000;

    private static final double TAKEOVER_SECONDS_MAX = 15;
    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    Path folder;

    private PostgresServer server;
    private final List<AppProcess> instances = new ArrayList<>();
    private final List<Double> takeoverSeconds = new ArrayList<>();
    private int kills;
    private int freezes;

    @BeforeEach
    void start() {
        server = new PostgresServer(folder.resolve("postgres"));
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(AppProcess.onServer(folder, server.url(), "node-" + i));
        }
        var imported =
                instances.getFirst().signedIn().post("/api/v1/imports?dry_run=false", "text/csv", Estates.small());
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        instances.forEach(AppProcess::close);
        server.close();
    }

    @Test
    void each_run_has_one_plan_whoever_is_killed_or_frozen() throws Exception {
        enqueue();
        long began = System.nanoTime();
        var random = new Random(5);
        while (!server.value("select count(*) from job where state in ('QUEUED', 'RUNNING')")
                .equals("0")) {
            TakeoverIT.sleep(FAULT_MILLIS);
            disturb(random);
        }
        takeoverSeconds.sort(Double::compare);
        report(millisSince(began) / 1e3);

        assertThat(server.rows("select state, count(*) from job group by state"))
                .containsExactly("DONE|" + JOBS);
        assertThat(twice()).isEqualTo("0");
        assertThat(without()).isEqualTo("0");
        assertThat(server.value("select count(*) from audit_entry where verb = 'solved'"))
                .isEqualTo(Integer.toString(JOBS));
        assertThat(kills + freezes).isPositive();
        assertThat(takeoverSeconds).allMatch(seconds -> seconds < TAKEOVER_SECONDS_MAX);
    }

    private String twice() {
        return server.value("select count(*) from (select job_id from plan group by job_id having count(*) > 1) t");
    }

    private String without() {
        return server.value("select count(*) from job j where not exists (select 1 from plan p where p.job_id = j.id)");
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
            try {
                awaitTakeover(heldBy(which), began);
            } finally {
                instances.set(which, returned.get());
            }
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
                if (millisSince(beganNanos) > PATIENCE_MILLIS) {
                    throw new AssertionError("Nobody took over " + each + ".");
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

    private void report(double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%d runs on %d instances in %.0f s, %d kills, %d freezes of %d ms%n"
                        + "attempts %s, by instance %s%n"
                        + "%d runs taken over after %.1f s (median), %.1f s (longest)%n"
                        + "runs with two plans %s, runs without a plan %s%n",
                JOBS,
                INSTANCES,
                seconds,
                kills,
                freezes,
                FROZEN_MILLIS,
                server.rows("select attempt, count(*) from job group by attempt order by attempt"),
                server.rows("select worker, count(*) from job group by worker order by worker"),
                takeoverSeconds.size(),
                takeoverSeconds.isEmpty() ? 0 : takeoverSeconds.get(takeoverSeconds.size() / 2),
                takeoverSeconds.isEmpty() ? 0 : takeoverSeconds.getLast(),
                twice(),
                without());
    }
}
