package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one PostgreSQL: what one cannot finish the other does, once. */
final class TakeoverIT {
    private static final Duration TAKEOVER = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private PostgresServer server;
    private AppProcess first;
    private AppProcess second;

    @BeforeEach
    void start() {
        server = new PostgresServer(folder.resolve("postgres"));
        first = AppProcess.onServer(folder, server.url(), "first");
        second = AppProcess.onServer(folder, server.url(), "second");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        server.close();
    }

    @Test
    void a_run_of_an_instance_that_froze_goes_on_elsewhere_and_the_frozen_one_publishes_nothing() {
        var job = begin();
        var owner = owner(job);
        var other = owner == first ? second : first;

        owner.freeze();
        awaitTakeover(job, owner);
        owner.wake();
        // The woken one ends its search and would store what it found.
        await(Duration.ofSeconds(60), () -> owner.log().contains("stores nothing"));
        end(other, job);
        published(job, 2);
        assertThat(other.log()).doesNotContain("stores nothing");
    }

    @Test
    @Tag("slow")
    void a_run_of_an_instance_that_was_killed_goes_on_elsewhere() {
        var job = begin();
        var owner = owner(job);

        owner.kill();
        awaitTakeover(job, owner);

        end(owner == first ? second : first, job);
        published(job, 2);
    }

    /** Starts a run at the first instance; returns when it has a checkpoint. */
    private String begin() {
        var program = first.signedIn();
        var imported = program.post("/api/v1/imports?dry_run=false", "text/csv", Estates.rivals(40));
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        var accepted = program.post("/api/v1/solves", "{\"seconds\": 600}");
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        var job = accepted.json().path("id").asString();
        await(
                Duration.ofSeconds(60),
                () -> server.value("select checkpoint is not null from job where id = " + job)
                        .equals("t"));
        return job;
    }

    private AppProcess owner(String job) {
        return server.value("select worker from job where id = " + job).equals("first") ? first : second;
    }

    private void awaitTakeover(String job, AppProcess from) {
        var name = from == first ? "first" : "second";
        long began = System.nanoTime();
        await(
                Duration.ofSeconds(60),
                () -> !server.value("select worker from job where id = " + job).equals(name));
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("taken over after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(TAKEOVER);
    }

    private void end(AppProcess at, String job) {
        var stopped = at.signedIn().post("/api/v1/solves/" + job + "/stop", "");
        assertThat(stopped.status()).as(stopped.body()).isEqualTo(202);
        await(
                Duration.ofSeconds(60),
                () -> server.value("select state from job where id = " + job).equals("DONE"));
    }

    private void published(String job, int attempts) {
        assertThat(server.value("select attempt from job where id = " + job)).isEqualTo(Integer.toString(attempts));
        assertThat(server.rows("select plan_number from plan where job_id = " + job))
                .hasSize(1);
        assertThat(server.value("select count(*) from audit_entry where verb = 'solved'"))
                .isEqualTo("1");
        var plan = server.value("select outcome from job where id = " + job);
        assertThat(plan).isEqualTo(server.value("select id from plan where job_id = " + job));
    }

    static void await(Duration longest, Supplier<Boolean> condition) {
        long until = System.nanoTime() + longest.toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            sleep(50);
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
