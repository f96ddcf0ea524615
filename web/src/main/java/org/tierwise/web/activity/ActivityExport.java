package org.tierwise.web.activity;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityFilter;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.inventory.FormulaGuard;
import org.tierwise.catalog.json.RecordJson;

/** The activities that a filter lets through as a file, newest first. It reads and writes piece by piece. */
final class ActivityExport {
    private static final int BATCH = 500;

    private final Tx tx;
    private final ActivityFilter filter;

    ActivityExport(Tx tx, ActivityFilter filter) {
        this.tx = tx;
        this.filter = filter;
    }

    /** Text that a spreadsheet would take for a formula is guarded. */
    void csv(OutputStream out) throws IOException {
        try (var csv = CsvWriter.builder().build(writer(out))) {
            csv.writeRecord(
                    "seq",
                    "time",
                    "workspace",
                    "actor",
                    "via",
                    "client_ip",
                    "verb",
                    "kind",
                    "id",
                    "summary",
                    "before",
                    "after",
                    "prev_hash",
                    "hash");
            each(whole -> {
                var item = ActivityItem.of(whole);
                csv.writeRecord(
                        Long.toString(item.seq()),
                        item.happenedAt().toString(),
                        item.workspaceId() == null ? "" : item.workspaceId().toString(),
                        guarded(item.actor()),
                        guarded(item.via()),
                        guarded(item.clientIp()),
                        guarded(item.verb()),
                        guarded(item.kind()),
                        guarded(item.id()),
                        guarded(item.summary()),
                        guarded(item.before()),
                        guarded(item.after()),
                        item.prevHash(),
                        item.hash());
            });
        }
    }

    /** One JSON object a line, with everything that the hash is made of. */
    void lines(OutputStream out) throws IOException {
        try (var text = writer(out)) {
            each(whole -> {
                text.write(RecordJson.write(ActivityItem.of(whole)));
                text.write('\n');
            });
        }
    }

    private record Batch(
            List<ActivityRepository.Whole> entries,
            @Nullable Long next) {}

    private interface Step {
        void take(ActivityRepository.Whole whole) throws IOException;
    }

    private void each(Step step) throws IOException {
        Long next = null;
        do {
            var from = next;
            var batch = tx.read(db -> {
                var log = new ActivityRepository(db);
                var part = log.older(filter, from, BATCH);
                return new Batch(log.whole(part.entries()), part.next());
            });
            for (var whole : batch.entries()) {
                step.take(whole);
            }
            next = batch.next();
        } while (next != null);
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static String guarded(@Nullable String text) {
        return text == null ? "" : FormulaGuard.guard(text);
    }
}
