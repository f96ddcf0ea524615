package org.tierwise.catalog.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class RoundTripRepositoryContract extends RepositoryContract {
    private static RoundTripRow row(String from, String to, double ms) {
        return new RoundTripRow(from, to, ms, new Provenance(Kind.MEASURED, "ping of May", "2026-05"));
    }

    private List<RoundTripRow> list(long workspaceId) {
        return tx.read(ctx -> new RoundTripRepository(ctx).list(workspaceId));
    }

    @Test
    void a_new_measurement_of_a_pair_replaces_the_old_one_in_its_direction() {
        tx.writing(ctx -> new RoundTripRepository(ctx).put(workspace, List.of(row("a", "b", 10), row("b", "a", 12))));
        tx.writing(ctx -> new RoundTripRepository(ctx).put(workspace, List.of(row("a", "b", 9.5))));

        assertThat(list(workspace)).containsExactly(row("a", "b", 9.5), row("b", "a", 12));
        assertThat(list(newWorkspace())).isEmpty();
    }

    @Test
    void a_pair_can_be_forgotten() {
        tx.writing(ctx -> new RoundTripRepository(ctx).put(workspace, List.of(row("a", "b", 10))));

        boolean removed = tx.write(ctx -> new RoundTripRepository(ctx).delete(workspace, "a", "b", 10));

        assertThat(removed).isTrue();
        assertThat(list(workspace)).isEmpty();
    }

    @Test
    void a_measurement_that_is_not_the_one_seen_stays() {
        assertThat(put(row("a", "b", 10), null)).isTrue();
        assertThat(put(row("a", "b", 9), null)).isFalse();
        assertThat(put(row("a", "b", 9), 8.0)).isFalse();
        boolean removed = tx.write(ctx -> new RoundTripRepository(ctx).delete(workspace, "a", "b", 9));
        assertThat(removed).isFalse();
        assertThat(list(workspace)).containsExactly(row("a", "b", 10));
        assertThat(put(row("a", "b", 9), 10.0)).isTrue();
        assertThat(list(workspace)).containsExactly(row("a", "b", 9));
    }

    private boolean put(RoundTripRow row, @Nullable Double seen) {
        return tx.write(ctx -> new RoundTripRepository(ctx).put(workspace, row, seen));
    }
}
