package org.tierwise.catalog.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.workspace.WorkspaceRepository;

abstract class ActivityLogContract extends RepositoryContract {
    private static final ActivityLog.Subject CHAT = new ActivityLog.Subject("workload", "1");
    private static final Actor ANNA = new Actor("anna", "session 0a1b2c", "10.0.0.7");

    private void log(String summary) {
        tx.writing(ctx -> new ActivityLog(ctx).add(workspace, ANNA, "created", CHAT, summary, null, "{}"));
    }

    private List<ActivityRepository.Whole> chain() {
        return tx.read(ctx -> new ActivityRepository(ctx).chain(1, 100_000));
    }

    private List<ActivityRepository.Whole> newestWhole(TxContext ctx, int limit) {
        var log = new ActivityRepository(ctx);
        return log.whole(log.older(ActivityFilter.of(workspace), null, limit).entries());
    }

    @Test
    void entries_are_listed_newest_first_with_what_was_before() {
        tx.writing(ctx -> {
            var log = new ActivityLog(ctx);
            log.add(workspace, ANNA, "created", CHAT, "Created Chat.", null, "{\"name\":\"Chat\"}");
            log.add(workspace, ANNA, "deleted", CHAT, "Deleted Chat.", "{\"name\":\"Chat\"}", null);
        });

        var entries = tx.read(ctx -> newestWhole(ctx, 10));

        assertThat(entries).extracting(whole -> whole.entry().verb()).containsExactly("deleted", "created");
        var newest = entries.getFirst();
        assertThat(newest.documents()).isEqualTo(new ActivityDocuments("{\"name\":\"Chat\"}", null));
        assertThat(newest.entry().happenedAt()).isEqualTo(NOW);
        assertThat(newest.entry().by()).isEqualTo(ANNA);
    }

    @Test
    void each_entry_carries_the_hash_of_the_one_before_and_the_head_is_the_last() {
        log("one");
        tx.writing(ctx -> new ActivityLog(ctx)
                .addForInstallation(Actor.named("boris"), "signed in", CHAT, "Signed in.", null, null));
        log("three");

        var prev = ActivityChain.GENESIS;
        long seq = 0;
        for (var whole : chain()) {
            assertThat(whole.entry().seq()).isEqualTo(++seq);
            assertThat(whole.entry().prevHash()).isEqualTo(prev);
            assertThat(whole.entry().hash()).isEqualTo(ActivityChain.hash(whole.entry(), whole.documents()));
            prev = whole.entry().hash();
        }
        var head = tx.read(ctx -> new ActivityRepository(ctx).head());
        assertThat(head).contains(new ActivityHead(seq, prev));
    }

    @Test
    void many_writers_make_one_chain_without_gaps() {
        long before = chain().size();
        var writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 25; i++) {
                        log("writer " + writer + ", " + i);
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);

        each_entry_carries_the_hash_of_the_one_before_and_the_head_is_the_last();
        assertThat(chain()).hasSize((int) before + 8 * 25 + 3);
    }

    @Test
    void what_is_rolled_back_is_not_logged() {
        long before = chain().size();
        assertThatThrownBy(() -> tx.writing(ctx -> {
                    new ActivityLog(ctx).add(workspace, ANNA, "created", CHAT, "Never.", null, null);
                    throw new IllegalStateException("not this time");
                }))
                .hasMessage("not this time");
        assertThat(chain()).hasSize((int) before);
    }

    @Test
    void the_history_of_a_workspace_outlives_it() {
        log("Made.");
        tx.writing(ctx ->
                assertThat(new WorkspaceRepository(ctx).delete(workspace)).isTrue());
        var history = tx.read(ctx -> new ActivityRepository(ctx)
                .older(ActivityFilter.of(workspace), null, 10)
                .entries());
        assertThat(history).extracting(Activity::summary).containsExactly("Made.");
    }

    @Test
    void odd_text_and_long_documents_come_back_as_they_were_hashed() {
        var odd = "a\0b\uD800c \uD83D\uDE80 Zürich";
        var large = "\uD83D\uDE80x".repeat(700_000);
        tx.writing(ctx -> new ActivityLog(ctx).add(workspace, new Actor(odd, odd, odd), odd, CHAT, odd, odd, large));

        var whole = tx.read(ctx -> newestWhole(ctx, 1)).getFirst();

        assertThat(whole.entry().summary()).isEqualTo("a\uFFFDb\uFFFDc \uD83D\uDE80 Zürich");
        assertThat(whole.documents().after()).isEqualTo(large);
        assertThat(whole.entry().hash()).isEqualTo(ActivityChain.hash(whole.entry(), whole.documents()));
    }

    @Test
    void filters_and_pages_find_what_they_say() {
        for (int i = 0; i < 7; i++) {
            var subject = new ActivityLog.Subject(i % 2 == 0 ? "workload" : "site", "x" + i);
            var by = Actor.named(i < 3 ? "anna" : "boris");
            int number = i;
            tx.writing(ctx -> new ActivityLog(ctx)
                    .add(workspace, by, "changed", subject, "Changed the Thing " + number + " 100%.", null, null));
        }
        var all = ActivityFilter.of(workspace);
        assertThat(subjects(new ActivityFilter(workspace, "", "", "site", "", "", null, null)))
                .containsExactly("x5", "x3", "x1");
        assertThat(subjects(new ActivityFilter(workspace, "", "anna", "workload", "", "", null, null)))
                .containsExactly("x2", "x0");
        assertThat(subjects(new ActivityFilter(workspace, "thing 100% BORIS", "", "", "", "", null, null)))
                .hasSize(4);
        assertThat(subjects(new ActivityFilter(workspace, "", "", "", "x4", "changed", NOW, NOW.plusSeconds(1))))
                .containsExactly("x4");
        assertThat(subjects(new ActivityFilter(workspace, "", "", "", "", "", NOW.plusSeconds(1), null)))
                .isEmpty();
        var first =
                tx.read(ctx -> new ActivityRepository(ctx).older(all, null, 3).entries());
        var second = tx.read(ctx ->
                new ActivityRepository(ctx).older(all, first.getLast().seq(), 3).entries());
        var back = tx.read(
                ctx -> new ActivityRepository(ctx).newer(all, second.getFirst().seq(), 3));
        assertThat(second).extracting(entry -> entry.subject().id()).containsExactly("x3", "x2", "x1");
        assertThat(back).isEqualTo(first);
        var kinds = tx.read(ctx -> new ActivityRepository(ctx).kinds(workspace));
        assertThat(kinds).containsExactly("site", "workload");
    }

    private List<String> subjects(ActivityFilter filter) {
        return tx
                .read(ctx -> new ActivityRepository(ctx).older(filter, null, 50).entries())
                .stream()
                .map(entry -> entry.subject().id())
                .toList();
    }
}
