package org.tierwise.catalog.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tierwise.catalog.schema.Tables.CONTENT_BLOB;
import static org.tierwise.catalog.schema.Tables.CONTENT_PIECE;
import static org.tierwise.catalog.schema.Tables.INPUT_SNAPSHOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.reference.WorkspaceCatalogue;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.catalog.testing.RepositoryContract;
import org.tierwise.catalog.testing.Samples;
import org.tierwise.catalog.workload.Workload;

abstract class SnapshotRepositoryContract extends RepositoryContract {
    private static InputSnapshot snapshot(List<Workload> workloads, String question) {
        var files = new TreeMap<String, byte[]>();
        files.put("a.csv", new byte[] {1, 2, 3});
        files.put("geo/b.csv", new byte[1_500_000]);
        return new InputSnapshot(
                "input", workloads, new WorkspaceCatalogue(List.of(), List.of(), List.of()), files, question);
    }

    private static List<Workload> workloads(int count, String prefix) {
        var workloads = new ArrayList<Workload>();
        for (int i = 0; i < count; i++) {
            workloads.add(Samples.workload(prefix + i, "Workload " + i));
        }
        return workloads;
    }

    private String put(InputSnapshot snapshot) {
        return tx.write(ctx -> new SnapshotRepository(ctx).put(snapshot));
    }

    private int contents() {
        return tx.read(ctx -> ctx.dsl().fetchCount(CONTENT_BLOB));
    }

    @Test
    void a_snapshot_reads_back_equal() {
        var kept = snapshot(workloads(450, "a"), "{\"q\":1}");

        var sha256 = put(kept);
        var read = tx.read(ctx -> new SnapshotRepository(ctx).get(sha256));

        assertThat(read.workloads()).isEqualTo(kept.workloads());
        assertThat(read.own()).isEqualTo(kept.own());
        assertThat(read.question()).isEqualTo(kept.question());
        assertThat(read.catalogueFiles().keySet())
                .isEqualTo(kept.catalogueFiles().keySet());
        assertThat(read.catalogueFiles().get("geo/b.csv")).hasSize(1_500_000);
    }

    @Test
    void what_two_snapshots_share_is_stored_once() {
        var workloads = workloads(450, "b");
        var first = put(snapshot(workloads, "{\"q\":2}"));
        int before = contents();
        assertThat(put(snapshot(workloads, "{\"q\":2}"))).isEqualTo(first);
        assertThat(contents()).isEqualTo(before);

        var changed = new ArrayList<>(workloads);
        changed.set(449, Samples.workload("b-other", "Other"));
        put(snapshot(changed, "{\"q\":2}"));

        // The last of three groups, and the manifest.
        assertThat(contents()).isEqualTo(before + 2);
    }

    @Test
    void a_damaged_or_missing_part_is_noticed() {
        var sha256 = put(snapshot(workloads(3, "c"), "{\"q\":3}"));
        var question = org.tierwise.catalog.Digest.sha256("{\"q\":3}");
        var other = tx.write(ctx -> new ContentRepository(ctx).put(new byte[] {9}));
        tx.writing(ctx -> {
            var foreign = ctx.dsl()
                    .select(CONTENT_PIECE.PIECE)
                    .from(CONTENT_PIECE)
                    .where(CONTENT_PIECE.SHA256.eq(other))
                    .fetchSingle()
                    .value1();
            ctx.dsl()
                    .update(CONTENT_PIECE)
                    .set(CONTENT_PIECE.PIECE, foreign)
                    .where(CONTENT_PIECE.SHA256.eq(question))
                    .execute();
        });
        assertThatThrownBy(() -> tx.read(ctx -> new SnapshotRepository(ctx).get(sha256)))
                .isInstanceOf(DamagedContentException.class)
                .hasMessageContaining(question);

        tx.writing(ctx -> ctx.dsl()
                .deleteFrom(CONTENT_PIECE)
                .where(CONTENT_PIECE.SHA256.eq(question))
                .execute());
        assertThatThrownBy(() -> tx.read(ctx -> new SnapshotRepository(ctx).inputHash(sha256)))
                .isInstanceOf(DamagedContentException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void only_what_no_plan_needs_is_removed_and_only_after_a_day() {
        var used = put(snapshot(workloads(3, "d"), "{\"q\":4}"));
        var unused = put(snapshot(workloads(3, "e"), "{\"q\":5}"));
        tx.write(ctx -> new PlanRepository(ctx).insert(workspace, RandomPlans.plan(1), "owner", null, used));
        assertThat(removed()).isZero();
        tx.writing(ctx -> {
            var old = NOW.minus(Duration.ofDays(2));
            ctx.dsl().update(CONTENT_BLOB).set(CONTENT_BLOB.USED_AT, old).execute();
            ctx.dsl().update(INPUT_SNAPSHOT).set(INPUT_SNAPSHOT.USED_AT, old).execute();
        });

        assertThat(removed()).isPositive();

        var left = tx.read(ctx -> new SnapshotRepository(ctx).get(used));
        assertThat(left.workloads()).hasSize(3);
        assertThatThrownBy(() -> tx.read(ctx -> new SnapshotRepository(ctx).get(unused)))
                .isInstanceOf(DamagedContentException.class);
    }

    private int removed() {
        return tx.write(ctx -> new SnapshotRepository(ctx).deleteUnused());
    }
}
