package org.tierwise.catalog.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class WorkspaceRepositoryContract extends RepositoryContract {
    @Test
    void there_is_always_one_of_the_users_own() {
        var first = tx.write(ctx -> new WorkspaceRepository(ctx).ensureOwn());
        var again = tx.write(ctx -> new WorkspaceRepository(ctx).ensureOwn());

        assertThat(again).isEqualTo(first);
        assertThat(first.kind()).isEqualTo(Workspace.Kind.OWN);
        assertThat(first.createdAt()).isEqualTo(NOW);
    }

    @Test
    void the_sample_lives_apart_and_can_be_removed() {
        var sample = tx.write(ctx -> new WorkspaceRepository(ctx).insert("Sample estate", Workspace.Kind.SAMPLE));
        assertThat(tx.read(ctx -> new WorkspaceRepository(ctx).find(sample.id()))
                        .orElseThrow())
                .isEqualTo(sample);

        boolean removed = tx.write(ctx -> new WorkspaceRepository(ctx).delete(sample.id()));
        boolean twice = tx.write(ctx -> new WorkspaceRepository(ctx).delete(sample.id()));

        assertThat(removed).isTrue();
        assertThat(twice).isFalse();
        assertThat(tx.read(ctx -> new WorkspaceRepository(ctx).find(sample.id()))
                        .isPresent())
                .isFalse();
    }
}
