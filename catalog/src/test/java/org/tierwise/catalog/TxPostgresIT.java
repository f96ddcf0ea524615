package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.tierwise.catalog.schema.Tables.WORKSPACE;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.TestDatabases;
import org.tierwise.catalog.workspace.WorkspaceRepository;

final class TxPostgresIT extends TxContract {
    @Override
    protected Database open(Clock clock) {
        return TestDatabases.postgres(clock);
    }

    @Test
    void transactions_that_wait_for_each_other_are_done_once_more() throws Exception {
        long one = newWorkspace();
        long other = newWorkspace();
        var met = new CyclicBarrier(2);
        var calls = new AtomicInteger();

        var forth = CompletableFuture.runAsync(() -> extendBoth(one, other, met, calls));
        extendBoth(other, one, met, calls);
        forth.join();

        assertThat(calls.get()).isGreaterThan(2);
        assertThat(name(one)).isEqualTo("a room!!");
        assertThat(name(other)).isEqualTo("a room!!");
    }

    private void extendBoth(long first, long second, CyclicBarrier met, AtomicInteger calls) {
        var again = new AtomicBoolean();
        tx.writing(ctx -> {
            calls.incrementAndGet();
            extend(ctx, first);
            if (!again.getAndSet(true)) {
                meet(met);
            }
            extend(ctx, second);
        });
    }

    private static void extend(TxContext ctx, long workspace) {
        int rows = ctx.dsl()
                .update(WORKSPACE)
                .set(WORKSPACE.NAME, WORKSPACE.NAME.concat("!"))
                .where(WORKSPACE.ID.eq(workspace))
                .execute();
        assertThat(rows).isEqualTo(1);
    }

    private static void meet(CyclicBarrier met) {
        try {
            met.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private String name(long workspace) {
        return tx.read(ctx -> new WorkspaceRepository(ctx).find(workspace))
                .orElseThrow()
                .name();
    }

    @Test
    void whoever_waits_too_long_in_all_is_told_that_nothing_was_changed() {
        long room = newWorkspace();
        tx.waitAtMost(Duration.ofMillis(300));
        try {
            assertThatThrownBy(() -> tx.writing(ctx -> {
                        extend(ctx, room);
                        ctx.dsl().execute("select pg_sleep(1)");
                    }))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("nothing was changed");
            tx.waitAtMost(Duration.ofSeconds(9));
            assertThat(name(room)).isEqualTo("a room");
        } finally {
            tx.waitPatiently();
        }
    }

    @Test
    void a_failure_after_a_kept_change_does_not_say_that_nothing_was_changed() {
        long room = newWorkspace();
        tx.waitAtMost(Duration.ofMillis(500));
        try {
            tx.writing(ctx -> extend(ctx, room));
            assertThatThrownBy(() -> tx.read(
                            ctx -> ctx.dsl().select(field("pg_sleep(2)")).fetch()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("The change was kept");
        } finally {
            tx.waitAtMost(Duration.ofSeconds(9));
            tx.waitPatiently();
        }
        assertThat(name(room)).isEqualTo("a room!");
    }

    @Test
    void a_server_that_was_told_to_forget_is_warned_about_and_overruled_where_that_is_possible() {
        var setting = tx.read(ctx -> ctx.dsl()
                .select(field("current_setting('synchronous_commit')", String.class))
                .fetchSingle()
                .value1());
        assertThat(setting).isEqualTo("on");
        // The server of the tests runs without fsync, for speed.
        assertThat(database.warnings()).anyMatch(warning -> warning.contains("fsync = off"));
    }
}
