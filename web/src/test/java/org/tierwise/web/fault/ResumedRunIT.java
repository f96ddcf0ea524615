package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program on its own file, killed while it searches: the next start goes on with the run from its last checkpoint, and
 * the plan is at least as good. {@code -Dtierwise.resumes=100} for the long loop.
 */
final class ResumedRunIT {
    private static final int CYCLES = Integer.getInteger("tierwise.resumes", 1);
    private static final double RESUMED_SECONDS_MAX = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void a_run_goes_on_from_its_last_checkpoint() throws SQLException {
        var random = new Random(11);
        int port = PostgresServer.freePort();
        double slowest = 0;
        int checkpoints = 0;
        try (var app = AppProcess.onFile(folder, port)) {
            var imported = app.signedIn().post("/api/v1/imports?dry_run=false", "text/csv", Estates.rivals(60));
            assertThat(imported.status()).isEqualTo(200);
        }
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            String job;
            // From before the first checkpoint to after the second.
            boolean saved = cycle == 0 || random.nextInt(4) > 0;
            try (var app = AppProcess.onFile(folder, port)) {
                var program = app.signedIn();
                job = program.post("/api/v1/solves", "{\"seconds\": 600, \"seed\": " + cycle + "}")
                        .json()
                        .path("id")
                        .asString();
                // Before the first progress nothing can be lost; in most cycles there is a checkpoint to lose.
                until(program, job, it -> it.path("attempt").asInt() == 1);
                if (saved) {
                    until(program, job, it -> it.path("placed").asInt() > 0);
                }
                TakeoverIT.sleep(saved ? 4_500 + random.nextInt(3_000) : random.nextInt(3_000));
                app.kill();
            }
            int begun = Integer.parseInt(row("select attempt from job where id = " + job));
            // Nobody is told what a kill can take back, not even before the worker itself has its answer.
            assertThat(begun).as("attempts of job %s, cycle %d", job, cycle).isEqualTo(1);
            var left = checkpoint(job);
            checkpoints += left == null ? 0 : 1;
            long began = System.nanoTime();
            try (var app = AppProcess.onFile(folder, port)) {
                var program = app.signedIn();
                until(program, job, it -> it.path("attempt").asInt() == begun + 1);
                slowest = Math.max(slowest, (System.nanoTime() - began) / 1e9);
                var run = run(program, job);
                if (left != null) {
                    assertThat(run.path("placed").asInt())
                            .as("the plan of the checkpoint counts from the beginning: %s", run)
                            .isPositive();
                }
                assertThat(program.post("/api/v1/solves/" + job + "/stop", "").status())
                        .isEqualTo(202);
                until(program, job, it -> it.path("state").asString().equals("DONE"));
                app.kill();
            }
            if (left != null) {
                var plan = row("select unplaced_count, objective_micros from plan where job_id = " + job)
                        .split(",");
                assertThat(Long.parseLong(plan[1]))
                        .as("objective of the plan, in micro-dollars")
                        .isLessThanOrEqualTo(left.path("objectiveMicros").asLong());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d kills of a search, %d of them after a checkpoint: all went on, the slowest %.1f s after the"
                        + " start%n",
                CYCLES,
                checkpoints,
                slowest);
        assertThat(slowest).isLessThan(RESUMED_SECONDS_MAX);
        assertThat(checkpoints).isPositive();
    }

    private static JsonNode run(Program program, String job) {
        return program.get("/api/v1/solves/" + job).json();
    }

    private static void until(Program program, String job, Predicate<JsonNode> condition) {
        try {
            TakeoverIT.await(Duration.ofSeconds(60), () -> condition.test(run(program, job)));
        } catch (AssertionError e) {
            throw new AssertionError("The run is " + run(program, job), e);
        }
    }

    private @Nullable JsonNode checkpoint(String job) throws SQLException {
        var found = row("select state || ',' || attempt || ',' || coalesce(checkpoint, '') from job where id = " + job)
                .split(",", 3);
        assertThat(found[0]).isEqualTo("RUNNING");
        assertThat(found[1]).isEqualTo("1");
        return found[2].isEmpty() ? null : JSON.readTree(found[2]);
    }

    /** The first row of a query on the file, whose columns are joined by commas. The program must be gone. */
    private String row(String sql) throws SQLException {
        var url = "jdbc:h2:file:" + folder.resolve("db").resolve("tierwise").toAbsolutePath()
                + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            var row = new StringBuilder(result.getString(1));
            for (int i = 2; i <= result.getMetaData().getColumnCount(); i++) {
                row.append(',').append(result.getString(i));
            }
            return row.toString();
        }
    }
}
