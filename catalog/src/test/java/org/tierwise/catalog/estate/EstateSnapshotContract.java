package org.tierwise.catalog.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRepository;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.testing.Samples;

/** What a search reads is the estate as it was at one moment, while imports and settings change all of it. */
abstract class EstateSnapshotContract extends RepositoryContract {
    private static final int WORKLOADS = 25;
    private static final int CHANGES = 60;
    private static final String KEY = "sizing.memoryUtilisation";

    @Test
    void the_input_of_a_search_is_never_a_mixture() {
        change(0);
        var done = new AtomicInteger();
        var writer = Thread.ofPlatform().start(() -> {
            for (int n = 1; n <= CHANGES; n++) {
                change(n);
                done.set(n);
            }
        });
        var seen = new HashSet<String>();
        int reads = 0;
        while (done.get() < CHANGES) {
            var found = tx.snapshot(this::read);
            assertThat(found).as("states in one input").hasSize(1);
            seen.addAll(found);
            reads++;
        }
        assertThat(seen)
                .as("states seen in %d reads, with changes between them", reads)
                .hasSizeGreaterThan(3);
        assertThat(writer).isNotNull();
    }

    /** An import of all workloads, and a setting, in one transaction. */
    private void change(int n) {
        var workloads = IntStream.range(0, WORKLOADS)
                .mapToObj(i -> Samples.classified(Samples.workload("w" + i, Integer.toString(n))))
                .toList();
        tx.writing(ctx -> {
            List<ImportEffect> effects = new WorkloadRepository(ctx).upsert(workspace, workloads);
            assertThat(effects).hasSize(WORKLOADS);
            var assumptions = new AssumptionRepository(ctx);
            @Nullable
            Double seen = assumptions.list(workspace).stream()
                    .map(AssumptionOverride::value)
                    .findFirst()
                    .orElse(null);
            boolean stored =
                    assumptions.put(workspace, AssumptionOverride.toStore(KEY, 0.5, Integer.toString(n)), seen);
            assertThat(stored).isTrue();
        });
    }

    /** The states that the parts of the input are in. */
    private Set<String> read(TxContext ctx) {
        var states = new HashSet<String>();
        new WorkloadRepository(ctx)
                .list(workspace)
                .forEach(stored -> states.add(stored.workload().name()));
        new AssumptionRepository(ctx).list(workspace).forEach(override -> states.add(override.setBy()));
        return states;
    }
}
