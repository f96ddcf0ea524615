package org.tierwise.catalog.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

abstract class IdempotencyRepositoryContract extends RepositoryContract {
    private RequestKey key() {
        return new RequestKey(workspace, "ana", "order-1");
    }

    private Reservation reserve(RequestKey key, String request) {
        return tx.write(ctx -> new IdempotencyRepository(ctx).reserve(key, request));
    }

    @Test
    void a_key_is_granted_once_and_then_answers_as_before() {
        assertThat(reserve(key(), "a")).isEqualTo(new Reservation.Granted(1));
        assertThat(reserve(key(), "a")).isEqualTo(new Reservation.Running());
        assertThat(reserve(key(), "b")).isEqualTo(new Reservation.Mismatch());
        var answer = new KeptAnswer(201, "application/json", "/x/1", "\"1\"", "{}".getBytes(StandardCharsets.UTF_8));
        tx.writing(ctx -> {
            assertThat(new IdempotencyRepository(ctx).carriedOut(key(), 1)).isTrue();
            new IdempotencyRepository(ctx).keep(key(), 1, answer);
        });
        assertThat(reserve(key(), "a"))
                .isInstanceOfSatisfying(
                        Reservation.Done.class,
                        done -> assertThat(done.answer().orElseThrow())
                                .usingRecursiveComparison()
                                .isEqualTo(answer));
        assertThat(reserve(new RequestKey(workspace, "ben", "order-1"), "b")).isEqualTo(new Reservation.Granted(1));
        assertThat(reserve(new RequestKey(newWorkspace(), "ana", "order-1"), "b"))
                .isEqualTo(new Reservation.Granted(1));
    }

    @Test
    void a_request_that_changed_nothing_may_come_again() {
        reserve(key(), "a");
        tx.writing(ctx -> new IdempotencyRepository(ctx).release(key(), 1));
        assertThat(reserve(key(), "b")).isEqualTo(new Reservation.Granted(1));
    }

    @Test
    void an_effect_without_its_answer_is_not_repeated() {
        reserve(key(), "a");
        boolean noted = tx.write(ctx -> new IdempotencyRepository(ctx).carriedOut(key(), 1));
        assertThat(noted).isTrue();
        tx.writing(ctx -> new IdempotencyRepository(ctx).release(key(), 1));
        assertThat(reserve(key(), "a")).isEqualTo(new Reservation.Done(java.util.Optional.empty()));
        var large = new byte[1_200_000];
        new Random(1).nextBytes(large);
        tx.writing(ctx -> new IdempotencyRepository(ctx).keep(key(), 1, new KeptAnswer(200, null, null, null, large)));
        assertThat(reserve(key(), "a")).isEqualTo(new Reservation.Done(java.util.Optional.empty()));
    }

    @Test
    void an_abandoned_key_is_taken_over_and_whoever_had_it_can_store_nothing_any_more() {
        reserve(key(), "a");
        try (var later = open(Clock.offset(CLOCK, IdempotencyRepository.ABANDONED.plusSeconds(1)))) {
            withTheSameRow(later, "a");
            var taken = later.tx().write(ctx -> new IdempotencyRepository(ctx).reserve(ownKey(later), "a"));
            assertThat(taken).isEqualTo(new Reservation.Granted(2));
            var stored = new AtomicInteger();
            assertThatThrownBy(() -> later.tx().writing(ctx -> {
                        new WorkspaceRepository(ctx).insert("effect of the late one", Workspace.Kind.OWN);
                        stored.incrementAndGet();
                        if (!new IdempotencyRepository(ctx).carriedOut(ownKey(later), 1)) {
                            throw new IllegalStateException("taken over");
                        }
                    }))
                    .hasMessage("taken over");
            assertThat(stored).hasValue(1);
            var workspaces = later.tx().read(ctx -> new WorkspaceRepository(ctx).list());
            assertThat(workspaces).extracting(Workspace::name).doesNotContain("effect of the late one");
        }
    }

    @Test
    void a_key_from_before_the_clock_was_set_back_is_abandoned_too() {
        try (var earlier =
                open(Clock.offset(CLOCK, TxContext.CLOCK_SKEW_MAX.plusSeconds(1).negated()))) {
            withTheSameRow(earlier, "a");
            var taken = earlier.tx().write(ctx -> new IdempotencyRepository(ctx).reserve(ownKey(earlier), "a"));
            assertThat(taken).isEqualTo(new Reservation.Granted(2));
        }
    }

    private long theirs;

    private RequestKey ownKey(Database database) {
        return new RequestKey(theirs, "ana", "order-1");
    }

    /** The other database with its later clock, and a reservation of our time in it. */
    private void withTheSameRow(Database later, String request) {
        theirs = later.tx()
                .write(ctx -> new WorkspaceRepository(ctx).insert("theirs", Workspace.Kind.OWN))
                .id();
        var early = later.tx().write(ctx -> {
            var granted = new IdempotencyRepository(ctx).reserve(ownKey(later), request);
            ctx.dsl()
                    .update(org.tierwise.catalog.schema.Tables.IDEMPOTENCY)
                    .set(org.tierwise.catalog.schema.Tables.IDEMPOTENCY.RESERVED_AT, NOW)
                    .execute();
            return granted;
        });
        assertThat(early).isEqualTo(new Reservation.Granted(1));
    }

    @Test
    void keys_are_forgotten_after_a_day() {
        reserve(key(), "a");
        tx.writing(ctx -> ctx.dsl()
                .update(org.tierwise.catalog.schema.Tables.IDEMPOTENCY)
                .set(
                        org.tierwise.catalog.schema.Tables.IDEMPOTENCY.CREATED_AT,
                        NOW.minus(IdempotencyRepository.KEPT).minus(Duration.ofSeconds(1)))
                .execute());
        assertThat(reserve(key(), "b")).isEqualTo(new Reservation.Granted(1));
    }
}
