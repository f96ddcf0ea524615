package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.JOB;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.testing.RepositoryContract;

/** Transactions that append to lists at once, some rolled back: {@link History} finds no anomaly in what was seen. */
abstract class HistoryContract extends RepositoryContract {
    private static final int LISTS = 5;
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 60;

    private final Map<Integer, Set<Integer>> committed = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private List<Long> rows = List.of();

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void transactions_are_atomic_in_one_order_and_a_snapshot_is_one_moment() {
        rows = IntStream.range(0, LISTS)
                .mapToObj(i -> tx.write(ctx -> new JobQueue(ctx).enqueue(workspace, "LIST", "", "", ""))
                        .id())
                .toList();
        var writing = CompletableFuture.allOf(IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(new Random(writer))))
                .toArray(CompletableFuture<?>[]::new));
        var seen = new ArrayList<Map<Integer, List<Integer>>>();
        while (!writing.isDone()) {
            seen.add(tx.snapshot(this::lists));
        }
        writing.join();

        var history = new History(committed, tx.snapshot(this::lists), seen);
        assertThat(history.anomalies()).isEmpty();
        assertThat(committed).hasSizeGreaterThan(WRITERS * TRANSACTIONS / 2);
        assertThat(new HashSet<>(seen)).as("moments seen").hasSizeGreaterThan(10);
    }

    private void write(Random random) {
        for (int i = 0; i < TRANSACTIONS; i++) {
            int number = numbers.incrementAndGet();
            var lists = random.ints(0, LISTS).distinct().limit(2).boxed().toList();
            boolean giveUp = random.nextInt(5) == 0;
            try {
                tx.writing(ctx -> {
                    lists.forEach(list -> append(ctx, list, number));
                    if (giveUp) {
                        throw new RolledBack();
                    }
                });
                committed.put(number, Set.copyOf(lists));
            } catch (RolledBack | StorageException e) {
                // Given up, or in the way of others each of the times that it was tried: nothing may be left of it.
                assertThat(e).isNotInstanceOf(OutcomeUnknownException.class);
            }
        }
    }

    private void append(TxContext ctx, int list, int number) {
        int changed = ctx.dsl()
                .update(JOB)
                .set(JOB.PROGRESS, JOB.PROGRESS.concat("," + number))
                .where(JOB.ID.eq(rows.get(list)))
                .execute();
        assertThat(changed).isOne();
    }

    /** One statement each, so that only the transaction can make one moment of them. */
    private Map<Integer, List<Integer>> lists(TxContext ctx) {
        var all = new TreeMap<Integer, List<Integer>>();
        for (int list = 0; list < LISTS; list++) {
            var text = ctx.dsl()
                    .select(JOB.PROGRESS)
                    .from(JOB)
                    .where(JOB.ID.eq(rows.get(list)))
                    .fetchSingle()
                    .value1();
            all.put(
                    list,
                    Arrays.stream(text.split(",", -1))
                            .skip(1)
                            .map(Integer::valueOf)
                            .toList());
        }
        return all;
    }
}
