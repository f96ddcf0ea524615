package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

abstract class TxContract extends RepositoryContract {
    private int rooms() {
        return tx.read(ctx -> new WorkspaceRepository(ctx).list().size());
    }

    private static Workspace room(TxContext ctx) {
        return new WorkspaceRepository(ctx).insert("one more", Workspace.Kind.OWN);
    }

    @Test
    void what_throws_leaves_nothing_behind() {
        int before = rooms();

        assertThatThrownBy(() -> tx.writing(ctx -> {
                    room(ctx);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(rooms()).isEqualTo(before);
    }

    @Test
    void a_read_cannot_write() {
        assertThatThrownBy(() -> tx.read(TxContract::room)).hasMessageContaining("must not change data");
        assertThatThrownBy(() -> tx.snapshot(TxContract::room)).hasMessageContaining("must not change data");
    }

    @Test
    void a_transaction_inside_a_transaction_is_refused() {
        assertThatThrownBy(() -> tx.writing(ctx -> assertThat(rooms()).isPositive()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use its context");
    }

    @Test
    void a_snapshot_does_not_see_what_is_committed_meanwhile() {
        int before = rooms();
        var began = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        var writer = Thread.ofPlatform().start(() -> {
            await(began);
            tx.writing(TxContract::room);
            written.countDown();
        });

        int[] seen = tx.snapshot(ctx -> {
            int first = new WorkspaceRepository(ctx).list().size();
            began.countDown();
            await(written);
            return new int[] {first, new WorkspaceRepository(ctx).list().size()};
        });

        assertThat(seen).containsExactly(before, before);
        assertThat(rooms()).isEqualTo(before + 1);
        assertThat(writer).isNotNull();
    }

    /** On embedded H2 an interrupt inside JDBC would close the whole database. */
    @Test
    void an_interrupted_caller_still_gets_its_answer_and_harms_nobody() {
        int before = rooms();
        for (int i = 0; i < 20; i++) {
            Thread.currentThread().interrupt();
            tx.writing(TxContract::room);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(rooms()).isEqualTo(before + 20);
        assertThat(database.health().usable()).isTrue();
    }

    @Test
    void lines_of_the_log_inside_a_transaction_carry_the_request_of_its_caller_only() {
        MDC.put("request", "4711");
        String inside = tx.read(ctx -> String.valueOf(MDC.get("request")));
        MDC.remove("request");
        String next = tx.read(ctx -> String.valueOf(MDC.get("request")));

        assertThat(inside).isEqualTo("4711");
        assertThat(next).isEqualTo("null");
    }

    @Test
    void the_watch_hears_of_each_transaction_and_whether_it_was_kept() {
        var heard = new ConcurrentLinkedQueue<TxWatch.Ended>();
        tx.watch(heard::add);
        tx.writing(TxContract::room);
        rooms();
        assertThatThrownBy(() -> tx.writing(ctx -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        tx.watch(TxWatch.NONE);

        assertThat(heard).extracting(TxWatch.Ended::writes).containsExactly(true, false, true);
        assertThat(heard).extracting(TxWatch.Ended::failed).containsExactly(false, false, true);
        assertThat(heard).allMatch(ended -> ended.waitedNanos() >= 0 && ended.ranNanos() > 0);
    }

    @Test
    void an_administrator_learns_what_the_database_is() {
        var facts = database.facts();
        assertThat(facts.kind()).isIn("H2", "PostgreSQL");
        assertThat(facts.version()).matches("\\d+\\..*");
        assertThat(Integer.parseInt(facts.schema())).isGreaterThanOrEqualTo(6);
        assertThat(facts.bytes()).isPositive();
        assertThat(database.connectionsMax()).isGreaterThan(database.connectionsInUse());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
