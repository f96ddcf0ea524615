package org.tierwise.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the file of H2 small again, before it is opened and on a copy of it.
 *
 * <p>H2 would do so by itself while the file is in use and when it is closed, but not safely: it moves pages that are
 * still used out of old chunks, and lets the next chunk be written over these, while the newest chunk on disk still
 * needs them. A crash during that write leaves no complete newest version, and the next start silently takes an older
 * one, whatever was confirmed after it (2.5.252; CrashMomentsIT shows it). So H2 is told not to
 * ({@link H2File#OPTIONS}), and what it leaves lying around is removed here.
 */
final class H2Compaction {
    /** Smaller files are not worth the time. */
    static final long SMALL_BYTES = 64L << 20;

    /** Of what a file holds, so much is used at least; below it the file is written anew. */
    private static final int USED_PERCENT_MIN = 40;

    private static final int PERCENT = 100;
    private static final Logger LOG = LoggerFactory.getLogger(H2Compaction.class);

    private H2Compaction() {}

    /** Never fails: a file that stays as large as it is does no harm. */
    static void run(H2File file, long smallBytes) {
        var path = file.path();
        try {
            long before = Files.size(path);
            if (before > smallBytes && usedPercent(path) < USED_PERCENT_MIN) {
                DurableFiles.createPrivately(file.workshop());
                var copy = file.workshop().resolve(path.getFileName());
                Files.copy(path, copy);
                MVStoreTool.compact(copy.toString(), false);
                file.replaceBy(copy);
                LOG.info("The file of the database had {} MB and has {} now.", before >> 20, Files.size(path) >> 20);
            }
        } catch (IOException | MVStoreException e) {
            LOG.warn("The file of the database could not be made smaller; it is as it was.", e);
        }
    }

    private static int usedPercent(Path path) {
        try (var store =
                new MVStore.Builder().fileName(path.toString()).readOnly().open()) {
            var file = store.getFileStore();
            return file.getFillRate() * file.getChunksFillRate() / PERCENT;
        }
    }
}
