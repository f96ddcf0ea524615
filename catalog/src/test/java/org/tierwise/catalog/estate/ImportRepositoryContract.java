package org.tierwise.catalog.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.schema.Tables;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class ImportRepositoryContract extends RepositoryContract {
    private static final ImportBatch.Counts COUNTS = new ImportBatch.Counts(3, 2, 1, 4, 5);

    private <T> T imports(Function<ImportRepository, T> action) {
        return tx.write(ctx -> action.apply(new ImportRepository(ctx)));
    }

    @Test
    void an_uploaded_file_of_many_pieces_reads_back_byte_for_byte() {
        var file = new byte[3_000_000];
        new Random(1).nextBytes(file);

        var batch = imports(all -> all.insert(workspace, "acme.csv", file, "owner"));

        assertThat(batch.state()).isEqualTo(ImportBatch.State.UPLOADED);
        assertThat(batch.sha256()).isEqualTo(Digest.sha256(file));
        assertThat(batch.bytes()).isEqualTo(file.length);
        assertThat(imports(all -> all.findContent(workspace, batch.id())).orElseThrow())
                .isEqualTo(file);
    }

    @Test
    void an_import_is_done_once() {
        var batch = imports(all -> all.insert(workspace, "acme.csv", new byte[0], "owner"));

        boolean validated = imports(all -> all.validated(workspace, batch.id(), COUNTS, "{\"source\":\"acme\"}"));
        boolean done = imports(all -> all.done(workspace, batch.id(), COUNTS));
        boolean again = imports(all -> all.done(workspace, batch.id(), COUNTS));

        assertThat(validated).isTrue();
        assertThat(done).isTrue();
        assertThat(again).isFalse();
        var end = imports(all -> all.find(workspace, batch.id())).orElseThrow();
        assertThat(end.state()).isEqualTo(ImportBatch.State.DONE);
        assertThat(end.counts()).isEqualTo(COUNTS);
        assertThat(end.settings()).isEqualTo("{\"source\":\"acme\"}");
        assertThat(end.doneAt()).isEqualTo(NOW);
    }

    @Test
    void a_week_later_it_is_gone() {
        var old = imports(all -> all.insert(workspace, "old.csv", new byte[] {1}, "owner"));
        var fresh = imports(all -> all.insert(workspace, "new.csv", new byte[] {2}, "owner"));
        tx.writing(ctx -> ctx.dsl()
                .update(Tables.IMPORT_BATCH)
                .set(
                        Tables.IMPORT_BATCH.CREATED_AT,
                        NOW.minus(ImportRepository.KEPT).minusSeconds(1))
                .where(Tables.IMPORT_BATCH.ID.eq(old.id()))
                .execute());

        assertThat(imports(ImportRepository::deleteOld).intValue()).isEqualTo(1);

        assertThat(imports(all -> all.list(workspace)).stream().map(ImportBatch::id))
                .containsExactly(fresh.id());
    }
}
