package org.tierwise.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

        assertThat(put(first, null)).isTrue();
        assertThat(put(second, 0.9)).isTrue();
        assertThat(list())
                .containsExactly(new AssumptionOverride("sizing.memoryUtilisation", 0.85, "Ben", "2026-11-21"));

        boolean removed = tx.write(ctx -> new AssumptionRepository(ctx).delete(workspace, first.key(), 0.85));
        assertThat(removed).isTrue();
        assertThat(list()).isEmpty();
    }

    @Test
    void an_override_that_is_not_the_one_seen_stays() {
        var key = "sizing.memoryUtilisation";
        assertThat(put(AssumptionOverride.toStore(key, 0.9, "Ana"), null)).isTrue();
        assertThat(put(AssumptionOverride.toStore(key, 0.8, "Ben"), null)).isFalse();
        assertThat(put(AssumptionOverride.toStore(key, 0.8, "Ben"), 0.7)).isFalse();
        boolean removed = tx.write(ctx -> new AssumptionRepository(ctx).delete(workspace, key, 0.7));
        assertThat(removed).isFalse();
        assertThat(list()).extracting(AssumptionOverride::setBy).containsExactly("Ana");
    }

    private boolean put(AssumptionOverride override, @Nullable Double seen) {
        return tx.write(ctx -> new AssumptionRepository(ctx).put(workspace, override, seen));
    }
}
