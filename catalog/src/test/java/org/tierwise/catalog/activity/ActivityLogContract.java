package org.tierwise.catalog.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class ActivityLogContract extends RepositoryContract {
    @Test
    void entries_are_listed_newest_first_with_what_was_before() {
        var chat = new ActivityLog.Subject("workload", "1");
        tx.writing(ctx -> {
            var log = new ActivityLog(ctx);
            log.add(workspace, "owner", "created", chat, "Created Chat.", null, "{\"name\":\"Chat\"}");
            log.add(workspace, "owner", "deleted", chat, "Deleted Chat.", "{\"name\":\"Chat\"}", null);
        });

        List<Activity> entries = tx.read(ctx -> new ActivityLog(ctx).list(workspace, 10));

        assertThat(entries).extracting(Activity::verb).containsExactly("deleted", "created");
        assertThat(entries.getFirst().before()).isEqualTo("{\"name\":\"Chat\"}");
        assertThat(entries.getFirst().after()).isNull();
        assertThat(entries.getFirst().happenedAt()).isEqualTo(NOW);
    }
}
