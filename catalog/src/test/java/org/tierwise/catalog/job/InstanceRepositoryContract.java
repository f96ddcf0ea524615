package org.tierwise.catalog.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.INSTANCE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class InstanceRepositoryContract extends RepositoryContract {
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private List<Instance> heardOf() {
        return tx.read(ctx -> new InstanceRepository(ctx).list(SILENCE));
    }

    private void heardOfAt(Instance instance, Instant at) {
        tx.writing(ctx -> assertThat(ctx.dsl()
                        .update(INSTANCE)
                        .set(INSTANCE.LAST_SEEN_AT, at)
                        .where(INSTANCE.ID.eq(instance.id()))
                        .execute())
                .isOne());
    }

    @Test
    void one_is_there_while_it_is_heard_of_by_the_clock_of_the_database() {
        var one = new Instance("1", "one");
        tx.writing(ctx -> new InstanceRepository(ctx).alive(one));
        assertThat(heardOf()).containsExactly(one);

        heardOfAt(one, Instant.now().minus(SILENCE).minusSeconds(5));
        assertThat(heardOf()).as("silent for long").isEmpty();
        heardOfAt(one, Instant.now().plus(Duration.ofHours(1)));
        assertThat(heardOf()).as("heard of before the clock was set back").isEmpty();

        tx.writing(ctx -> new InstanceRepository(ctx).alive(one));
        assertThat(heardOf()).containsExactly(one);
        tx.writing(ctx -> new InstanceRepository(ctx).left(one));
        assertThat(heardOf()).isEmpty();
    }
}
