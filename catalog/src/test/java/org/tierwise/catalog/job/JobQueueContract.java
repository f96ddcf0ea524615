package org.tierwise.catalog.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tierwise.catalog.schema.Tables.JOB;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class JobQueueContract extends RepositoryContract {
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** The queue is one for all workspaces: each test has its own kind of job. */
    private String kind = "";

    @BeforeEach
    void takeAKind() {
        kind = "SOLVE" + workspace;
    }

    private <T> T queue(Function<JobQueue, T> action) {
        return tx.write(ctx -> action.apply(new JobQueue(ctx)));
    }

    private Job enqueue(String title) {
        return queue(jobs -> jobs.enqueue(workspace, kind, title, "{\"seed\":1}", "owner"));
    }

    private Optional<Claim> claim(String owner) {
        return queue(jobs -> jobs.claim(kind, new Instance(owner, owner), LEASE));
    }

    private Job now(Job job) {
        return queue(jobs -> jobs.find(workspace, job.id())).orElseThrow();
    }

    /** As if the clock of the database had passed the end of the lease. */
    private void leaseRunsOut(Job job) {
        leaseEnds(job, Instant.EPOCH);
    }

    private void leaseEnds(Job job, Instant at) {
        tx.writing(ctx -> ctx.dsl()
                .update(JOB)
                .set(JOB.LEASE_UNTIL, at)
                .where(JOB.ID.eq(job.id()))
                .execute());
    }

    @Test
    void jobs_are_claimed_in_order_and_once() {
        enqueue("first");
        enqueue("second");

        assertThat(claim("a").orElseThrow().job().title()).isEqualTo("first");
        assertThat(claim("b").orElseThrow().job().title()).isEqualTo("second");
        assertThat(claim("c").isPresent()).isFalse();
    }

    @Test
    void workers_that_claim_at_once_never_get_the_same_job() {
        IntStream.range(0, 20).forEach(i -> enqueue("job " + i));
        var claimed = new ConcurrentLinkedQueue<Long>();

        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(worker -> CompletableFuture.runAsync(() -> {
                            var claim = claim("worker " + worker);
                            while (claim.isPresent()) {
                                claimed.add(claim.get().job().id());
                                claim = claim("worker " + worker);
                            }
                        }))
                        .toArray(CompletableFuture<?>[]::new))
                .join();

        assertThat(claimed).hasSize(20);
        assertThat(new HashSet<>(claimed)).hasSize(20);
    }

    @Test
    void a_job_whose_lease_ran_out_goes_on_from_its_checkpoint() {
        var job = enqueue("long");
        var first = claim("dead").orElseThrow();
        queue(jobs -> jobs.checkpoint(first, "{\"at\":5}"));
        leaseRunsOut(job);

        var second = claim("alive").orElseThrow();

        assertThat(second.checkpoint()).isEqualTo("{\"at\":5}");
        assertThat(second.job().attempt()).isEqualTo(2);
        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    void a_short_lease_ends_by_the_clock_of_the_database() throws Exception {
        enqueue("short");
        queue(jobs -> jobs.claim(kind, new Instance("slow", "slow"), Duration.ofMillis(50)));

        Thread.sleep(120);

        assertThat(claim("next").isPresent()).isTrue();
    }

    @Test
    void a_clock_that_was_set_back_keeps_no_job_from_others() {
        var job = enqueue("before the clock was set back");
        var before = claim("dead").orElseThrow();
        leaseEnds(job, Instant.now().plus(Duration.ofHours(1)));
        boolean found = queue(jobs -> jobs.hasWork(List.of(kind)));
        assertThat(found).isTrue();

        var after = claim("alive").orElseThrow();
        assertThat(after.fence()).isGreaterThan(before.fence());
        assertThat(claim("third").isPresent()).isFalse();
        assertThatThrownBy(() -> queue(jobs -> jobs.heartbeat(after, JobQueue.LEASE_MAX.plusMillis(1), "{}")))
                .hasMessageContaining("PT1M0.001S");
    }

    @Test
    void an_owner_that_slept_through_its_lease_can_write_nothing() {
        var job = enqueue("long");
        var first = claim("slept").orElseThrow();
        leaseRunsOut(job);
        var second = claim("alive").orElseThrow();
        queue(jobs -> jobs.checkpoint(second, "{\"at\":9}"));

        boolean checkpointed = queue(jobs -> jobs.checkpoint(first, "{\"at\":1}"));
        boolean ended = queue(jobs -> jobs.end(first, JobState.DONE, "1"));
        var beat = queue(jobs -> jobs.heartbeat(first, LEASE, "{\"old\":true}"));

        assertThat(checkpointed).isFalse();
        assertThat(ended).isFalse();
        assertThat(beat.mine()).isFalse();
        assertThat(now(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(now(job).progress()).isEqualTo("{}");
    }

    @Test
    void a_job_that_crashed_three_times_fails_and_says_so() {
        var job = enqueue("poison");
        var next = enqueue("healthy");
        for (int attempt = 0; attempt < JobQueue.ATTEMPTS_MAX; attempt++) {
            assertThat(claim("w").orElseThrow().job().id()).isEqualTo(job.id());
            leaseRunsOut(job);
        }

        assertThat(claim("w").orElseThrow().job().id()).isEqualTo(next.id());
        assertThat(now(job).state()).isEqualTo(JobState.FAILED);
        assertThat(now(job).outcome()).contains("3 times");
    }

    @Test
    void a_heartbeat_keeps_the_lease_shows_progress_and_hears_the_stop() {
        var job = enqueue("long");
        var claim = claim("w").orElseThrow();

        assertThatObject(queue(jobs -> jobs.heartbeat(claim, LEASE, "{\"placed\":3}")))
                .isEqualTo(new Heartbeat(true, false));
        tx.writing(ctx -> new JobQueue(ctx).requestStop(workspace, job.id()));
        assertThatObject(queue(jobs -> jobs.heartbeat(claim, LEASE, "{\"placed\":4}")))
                .isEqualTo(new Heartbeat(true, true));
        assertThat(now(job).progress()).isEqualTo("{\"placed\":4}");
    }

    @Test
    void a_waiting_job_is_stopped_at_once() {
        var job = enqueue("waiting");

        tx.writing(ctx -> new JobQueue(ctx).requestStop(workspace, job.id()));

        assertThat(now(job).state()).isEqualTo(JobState.STOPPED);
        assertThat(now(job).endedAt()).isEqualTo(NOW);
        assertThat(claim("w").isPresent()).isFalse();
    }

    @Test
    void a_released_job_waits_again_and_the_attempt_does_not_count() {
        enqueue("moved");
        var claim = claim("leaves").orElseThrow();
        queue(jobs -> jobs.checkpoint(claim, "{}"));
        queue(jobs -> jobs.release(claim));

        var next = claim("comes").orElseThrow();

        assertThat(next.job().attempt()).isEqualTo(1);
        assertThat(next.checkpoint()).isEqualTo("{}");
    }

    @Test
    void an_ended_job_stays_ended() {
        var job = enqueue("done");
        var claim = claim("w").orElseThrow();
        boolean ended = queue(jobs -> jobs.end(claim, JobState.DONE, "42"));

        tx.writing(ctx -> new JobQueue(ctx).requestStop(workspace, job.id()));
        int expired = queue(JobQueue::expireAll);

        assertThat(ended).isTrue();
        assertThat(expired).isGreaterThanOrEqualTo(0);
        assertThat(now(job).state()).isEqualTo(JobState.DONE);
        assertThat(now(job).outcome()).isEqualTo("42");
        assertThat(claim("w").isPresent()).isFalse();
    }

    @Test
    void a_start_that_owns_the_database_takes_over_without_waiting() {
        enqueue("orphan");
        claim("crashed");
        boolean before = tx.read(ctx -> new JobQueue(ctx).hasWork(List.of(kind)));

        queue(JobQueue::expireAll);

        boolean after = tx.read(ctx -> new JobQueue(ctx).hasWork(List.of(kind)));
        assertThat(before).isFalse();
        assertThat(after).isTrue();
    }
}
