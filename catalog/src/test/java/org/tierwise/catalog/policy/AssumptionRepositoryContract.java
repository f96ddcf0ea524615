package org.tierwise.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class AssumptionRepositoryContract extends RepositoryContract {
    private List<AssumptionOverride> list() {
        return tx.read(ctx -> new AssumptionRepository(ctx).list(workspace));
    }

    @Test
    void an_override_is_replaced_and_taken_back() {
        var first = AssumptionOverride.toStore("sizing.memoryUtilisation", 0.9, "Ana");
        var second = AssumptionOverride.toStore("sizing.memoryUtilisation", 0.85, "Ben");

        tx.writing(ctx -> new AssumptionRepository(ctx).put(workspace, first));
        tx.writing(ctx -> new AssumptionRepository(ctx).put(workspace, second));
        assertThat(list())
                .containsExactly(new AssumptionOverride("sizing.memoryUtilisation", 0.85, "Ben", "2026-11-21"));

        boolean removed = tx.write(ctx -> new AssumptionRepository(ctx).delete(workspace, first.key()));
        assertThat(removed).isTrue();
        assertThat(list()).isEmpty();
    }
}
