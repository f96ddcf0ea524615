package org.tierwise.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some of the disk free, because a database that fills its disk to the last byte fails in the middle of a change
 * and cannot even be compacted. While space is short, changes are refused and reads go on; a quarter of the reserve is
 * open to small changes that keep the program usable, such as signing in or the checkpoint of a run. The disk is asked
 * at most once a second. Safe for concurrent use.
 */
public final class DiskGuard {
    /** For a database that is elsewhere. */
    static final DiskGuard NONE = keeping(Path.of("."), 0);

    /** Room for an import and the search that follows it, on a disk that others fill as well. */
    public static final long RESERVE_BYTES = 512L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What essential changes may use of the reserve leaves this part of it. */
    private static final int LAST_PART = 4;

    private final Path folder;
    private final LongUnaryOperator reserve;
    private volatile @Nullable Checked checked;

    /**
     * What the disk has.
     *
     * @param freeBytes usable by this process
     * @param databaseBytes size of the embedded database; 0 if there is none
     * @param reserveBytes that must stay free
     */
    public record Space(long freeBytes, long databaseBytes, long reserveBytes) {
        public boolean isShort() {
            return freeBytes < reserveBytes;
        }

        boolean isAlmostGone() {
            return freeBytes < reserveBytes / LAST_PART;
        }
    }

    private record Checked(Space space, long nanos) {}

    private DiskGuard(Path folder, LongUnaryOperator reserve) {
        this.folder = folder.toAbsolutePath();
        this.reserve = reserve;
    }

    /** Keeps free what a copy of the database beside it would need: twice its size, at least {@link #RESERVE_BYTES}. */
    public static DiskGuard of(Path folder) {
        return new DiskGuard(folder, databaseBytes -> Math.max(RESERVE_BYTES, 2 * databaseBytes));
    }

    /**
     * Keeps exactly so much free.
     *
     * @param reserveBytes 0 switches the guard off
     */
    public static DiskGuard keeping(Path folder, long reserveBytes) {
        return new DiskGuard(folder, databaseBytes -> reserveBytes);
    }

    /** The space as it was at most a second ago. */
    public Space space() {
        var last = checked;
        if (last != null && System.nanoTime() - last.nanos() < CHECK_NANOS) {
            return last.space();
        }
        return measured();
    }

    /** The space as it is now. */
    synchronized Space measured() {
        var before = checked;
        var space = measure();
        checked = new Checked(space, System.nanoTime());
        boolean wasShort = before != null && before.space().isShort();
        if (space.isShort() && !wasShort) {
            LOG.warn("{}", shortage(space));
        } else if (wasShort && !space.isShort()) {
            LOG.warn("There is enough disk space again; changes are kept.");
        }
        return space;
    }

    /** Asked without opening a file, so that it works when no more can be opened; a folder that is gone has none free. */
    private Space measure() {
        long database = databaseBytes();
        return new Space(folder.toFile().getUsableSpace(), database, reserve.applyAsLong(database));
    }

    private long databaseBytes() {
        try {
            return Files.size(new H2File(folder).path());
        } catch (IOException e) {
            return 0;
        }
    }

    /** Refuses a change for which the disk has no room. */
    void admit(Tx.Mode mode) {
        var space = mode.writes() ? space() : null;
        if (space != null && (mode == Tx.Mode.WRITE ? space.isShort() : space.isAlmostGone())) {
            throw new DiskFullException(shortage(space));
        }
    }

    static String shortage(Space space) {
        return "The disk of the data folder is nearly full: " + megabytes(space.freeBytes()) + " MB are free, "
                + megabytes(space.reserveBytes())
                + " MB are kept in reserve. Nothing was changed. Free some space and try again; reading goes on.";
    }

    private static long megabytes(long bytes) {
        return bytes / (1024 * 1024);
    }
}
