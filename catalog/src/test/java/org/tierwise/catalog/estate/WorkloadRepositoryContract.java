package org.tierwise.catalog.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.tierwise.catalog.testing.Samples.MANILA;
import static org.tierwise.catalog.testing.Samples.ZARAGOZA;
import static org.tierwise.catalog.testing.Samples.at;
import static org.tierwise.catalog.testing.Samples.classified;
import static org.tierwise.catalog.testing.Samples.workload;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.workspace.WorkspaceRepository;

abstract class WorkloadRepositoryContract extends RepositoryContract {
    private <T> T write(Function<WorkloadRepository, T> change) {
        return tx.write(ctx -> change.apply(new WorkloadRepository(ctx)));
    }

    private <T> T read(Function<WorkloadRepository, T> query) {
        return tx.read(ctx -> query.apply(new WorkloadRepository(ctx)));
    }

    private StoredWorkload stored(ClassifiedWorkload workload) {
        var change = write(workloads -> workloads.insert(workspace, workload));
        assertThat(change).isInstanceOf(WorkloadChange.Stored.class);
        return ((WorkloadChange.Stored) change).workload();
    }

    private List<String> names(WorkloadFilter filter) {
        return read(workloads -> workloads.page(workspace, filter)).rows().stream()
                .map(row -> row.identity().name())
                .toList();
    }

    @Test
    void a_stored_workload_reads_back_equal() {
        var chat = at(workload("chat", "Chat"), MANILA, ZARAGOZA);

        var stored = stored(classified(chat));

        assertThat(stored.workload()).isEqualTo(chat);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.createdAt()).isEqualTo(NOW);
        assertThatObject(read(workloads -> workloads.find(workspace, stored.id())))
                .isEqualTo(Optional.of(stored));
        assertThatObject(read(workloads -> workloads.find(workspace, "acme.csv", "chat")))
                .isEqualTo(Optional.of(stored));
    }

    @Test
    void a_row_shows_what_the_list_needs() {
        stored(classified(
                at(workload("chat", "Chat"), MANILA, ZARAGOZA),
                WorkloadClass.LIVE_CONVERSATION,
                LatencyTier.T500,
                Warning.BUDGET_IGNORED,
                Warning.CONTEXT_OVER_MODEL));

        var row = read(workloads -> workloads.page(workspace, WorkloadFilter.ALL))
                .rows()
                .getFirst();

        assertThat(row.workloadClass()).isEqualTo(WorkloadClass.LIVE_CONVERSATION);
        assertThat(row.warnings()).containsExactlyInAnyOrder(Warning.BUDGET_IGNORED, Warning.CONTEXT_OVER_MODEL);
        assertThat(row.firstLocation()).isEqualTo("Manila PH");
        assertThat(row.locations()).isEqualTo(2);
        assertThat(row.budgetMs()).isEqualTo(400.0);
        assertThat(row.model()).isEqualTo("Llama-3.1-8B");
    }

    @Test
    void the_same_source_and_external_id_is_stored_once() {
        stored(classified(workload("chat", "Chat")));

        assertThatObject(write(workloads -> workloads.insert(workspace, classified(workload("chat", "Other")))))
                .isInstanceOf(WorkloadChange.Duplicate.class);
        assertThat(names(WorkloadFilter.ALL)).containsExactly("Chat");
    }

    @Test
    void a_stale_edit_writes_nothing_and_shows_the_current_state() {
        var first = stored(classified(workload("chat", "Chat")));
        write(workloads -> workloads.update(workspace, first.id(), 1, classified(workload("chat", "Chat 2"))));

        var late = write(workloads -> workloads.update(workspace, first.id(), 1, classified(workload("chat", "Late"))));

        assertThat(late).isInstanceOfSatisfying(WorkloadChange.Stale.class, stale -> {
            assertThat(stale.current().version()).isEqualTo(2);
            assertThat(stale.current().workload().name()).isEqualTo("Chat 2");
        });
        assertThat(names(WorkloadFilter.ALL)).containsExactly("Chat 2");
    }

    @Test
    void an_edit_may_not_take_the_external_id_of_another() {
        stored(classified(workload("a", "A")));
        var second = stored(classified(workload("b", "B")));

        assertThatObject(
                        write(workloads -> workloads.update(workspace, second.id(), 1, classified(workload("a", "B")))))
                .isInstanceOf(WorkloadChange.Duplicate.class);
        assertThat(names(WorkloadFilter.ALL)).containsExactly("A", "B");
    }

    @Test
    void a_workload_is_deleted_only_in_the_version_that_was_seen() {
        var chat = stored(classified(workload("chat", "Chat")));

        assertThatObject(write(workloads -> workloads.delete(workspace, chat.id(), 7)))
                .isEqualTo(false);
        assertThatObject(write(workloads -> workloads.delete(workspace, chat.id(), 1)))
                .isEqualTo(true);
        assertThatObject(write(
                        workloads -> workloads.update(workspace, chat.id(), 1, classified(workload("chat", "C")))))
                .isEqualTo(new WorkloadChange.Missing(chat.id()));
    }

    @Test
    void an_import_says_what_is_new_changed_and_unchanged() {
        var first = List.of(classified(workload("a", "A")), classified(workload("b", "B")));
        assertThatObject(write(workloads -> workloads.upsert(workspace, first)))
                .isEqualTo(List.of(ImportEffect.NEW, ImportEffect.NEW));
        assertThatObject(write(workloads -> workloads.upsert(workspace, first)))
                .isEqualTo(List.of(ImportEffect.UNCHANGED, ImportEffect.UNCHANGED));

        var second = List.of(
                classified(workload("c", "C")),
                classified(at(workload("a", "A"), ZARAGOZA)),
                classified(workload("b", "B")));
        assertThatObject(read(workloads -> workloads.preview(workspace, second)))
                .isEqualTo(List.of(ImportEffect.NEW, ImportEffect.CHANGED, ImportEffect.UNCHANGED));
        assertThatObject(write(workloads -> workloads.upsert(workspace, second)))
                .isEqualTo(List.of(ImportEffect.NEW, ImportEffect.CHANGED, ImportEffect.UNCHANGED));

        var all = read(workloads -> workloads.list(workspace));
        assertThat(all).extracting(StoredWorkload::version).containsExactly(2L, 1L, 1L);
        assertThat(all.getFirst().workload().demand().points().getFirst().location())
                .isEqualTo(ZARAGOZA);
    }

    @Test
    void a_filter_narrows_by_words_and_facets() {
        stored(classified(workload("chat", "Chat in Manila")));
        stored(classified(
                at(workload("robot", "Robot arm 100%"), ZARAGOZA),
                WorkloadClass.CONTROL_LOOP,
                LatencyTier.T50,
                Warning.BUDGET_IGNORED));

        assertThat(names(WorkloadFilter.ALL.withText("ARM rob"))).containsExactly("Robot arm 100%");
        assertThat(names(WorkloadFilter.ALL.withText("100%"))).containsExactly("Robot arm 100%");
        assertThat(names(WorkloadFilter.ALL.withText("1%0"))).isEmpty();
        assertThat(names(WorkloadFilter.ALL.with(Facet.CLASS, Set.of("CONTROL_LOOP"))))
                .containsExactly("Robot arm 100%");
        assertThat(names(WorkloadFilter.ALL.with(Facet.COUNTRY, Set.of("PH")))).containsExactly("Chat in Manila");
        assertThat(names(WorkloadFilter.ALL.with(Facet.COUNTRY, Set.of("PH", "ES"))))
                .hasSize(2);
        assertThat(names(WorkloadFilter.ALL.with(Facet.WARNING, Set.of("BUDGET_IGNORED"))))
                .containsExactly("Robot arm 100%");
        assertThat(names(WorkloadFilter.ALL.with(Facet.COUNTRY, Set.of("PH")).with(Facet.LATENCY_TIER, Set.of("T50"))))
                .isEmpty();
    }

    @Test
    void facets_count_as_if_their_own_choice_were_open() {
        stored(classified(workload("a", "A")));
        stored(classified(workload("b", "B")));
        stored(classified(at(workload("c", "C"), MANILA, ZARAGOZA), WorkloadClass.CONTROL_LOOP, LatencyTier.T50));

        var facets = read(
                workloads -> workloads.facets(workspace, WorkloadFilter.ALL.with(Facet.CLASS, Set.of("CONTROL_LOOP"))));

        assertThat(facets.get(Facet.CLASS))
                .containsExactly(
                        new FacetValue("LIVE_CONVERSATION", 2, false), new FacetValue("CONTROL_LOOP", 1, true));
        assertThat(facets.get(Facet.COUNTRY))
                .containsExactly(new FacetValue("ES", 1, false), new FacetValue("PH", 1, false));
        assertThat(facets.get(Facet.LATENCY_TIER)).containsExactly(new FacetValue("T50", 1, false));
        assertThat(facets.get(Facet.WARNING)).isEmpty();
    }

    @Test
    void a_list_is_sorted_and_paged() {
        for (var name : List.of("delta", "Alpha", "charlie", "Bravo")) {
            stored(classified(workload(name, name)));
        }

        assertThat(names(WorkloadFilter.ALL)).containsExactly("Alpha", "Bravo", "charlie", "delta");
        assertThat(names(WorkloadFilter.ALL.sortedBy(WorkloadSort.NAME, true).onPage(2, 3)))
                .containsExactly("Alpha");
        assertThat(read(workloads -> workloads.page(workspace, WorkloadFilter.ALL.onPage(2, 3)))
                        .total())
                .isEqualTo(4);
        for (var sort : WorkloadSort.values()) {
            assertThat(names(WorkloadFilter.ALL.sortedBy(sort, true))).hasSize(4);
        }
    }

    @Test
    void no_workspace_sees_anothers_workloads() {
        var chat = stored(classified(workload("chat", "Chat")));
        long other = newWorkspace();

        assertThatObject(read(workloads -> workloads.find(other, chat.id()))).isEqualTo(Optional.empty());
        assertThatObject(read(workloads -> workloads.list(other))).isEqualTo(List.of());
        assertThat(read(workloads -> workloads.page(other, WorkloadFilter.ALL)).total())
                .isZero();
        assertThatObject(write(workloads -> workloads.delete(other, chat.id(), 1)))
                .isEqualTo(false);
        assertThatObject(write(workloads -> workloads.insert(other, classified(workload("chat", "Chat")))))
                .isInstanceOf(WorkloadChange.Stored.class);
    }

    @Test
    void a_removed_workspace_takes_its_workloads_along() {
        var chat = stored(classified(workload("chat", "Chat")));
        long other = newWorkspace();
        write(workloads -> workloads.insert(other, classified(workload("kept", "Kept"))));

        assertThatObject(tx.<Boolean>write(ctx -> new WorkspaceRepository(ctx).delete(workspace)))
                .isEqualTo(true);

        assertThatObject(read(workloads -> workloads.find(workspace, chat.id())))
                .isEqualTo(Optional.empty());
        assertThatObject(read(workloads -> workloads.count(other))).isEqualTo(1);
    }
}
