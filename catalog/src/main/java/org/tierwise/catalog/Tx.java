package org.tierwise.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the data. Each call is one transaction, committed when the function returns and rolled back when it
 * throws; when {@link #write} has returned, its changes survive a crash of the process and of the machine.
 *
 * <p>Functions run on threads of this class, and callers wait without being interruptible: an interrupt that reaches
 * a thread inside embedded H2 closes the whole database, so no thread of a server or a search may be one. On H2 there
 * is one writing thread, because concurrent writers can be torn by a crash; its queue is first come, first served.
 *
 * <p>A function must not call this class again: it would wait for itself. It throws {@link IllegalStateException}.
 */
public final class Tx {
    /** As many as there are connections for them; a page takes one for a few milliseconds. */
    static final int READERS = 8;

    static final int POSTGRES_WRITERS = 4;
    private static final int CLOSE_SECONDS = 30;

    private final Database database;
    private final ThreadLocal<@Nullable Change> companion = new ThreadLocal<>();
    private final ExecutorService writers;
    private final ExecutorService readers;

    Tx(Database database, int writerCount) {
        this.database = database;
        writers = Executors.newFixedThreadPool(writerCount, TxThread::new);
        readers = Executors.newFixedThreadPool(READERS, TxThread::new);
    }

    /** What is done inside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(TxContext ctx);
    }

    /** The same without a result. */
    @FunctionalInterface
    public interface Change {
        void in(TxContext ctx);
    }

    /** Changes data; durable on return. */
    public <T> T write(Work<T> work) {
        return onThreadOf(writers, Mode.WRITE, accompanied(work));
    }

    /** Changes data; durable on return. */
    public void writing(Change change) {
        onThreadOf(writers, Mode.WRITE, accompanied(ctx -> {
            change.in(ctx);
            return true;
        }));
    }

    /**
     * Adds a change to each {@link #write} that the calling thread asks for from now on, in the same transaction, after
     * its function: what must be stored together with an effect by somebody who does not know the effect. Null ends it.
     */
    public void accompany(@Nullable Change change) {
        if (change == null) {
            companion.remove();
        } else {
            companion.set(change);
        }
    }

    private <T> Work<T> accompanied(Work<T> work) {
        var change = companion.get();
        if (change == null) {
            return work;
        }
        return ctx -> {
            var result = work.in(ctx);
            change.in(ctx);
            return result;
        };
    }

    /**
     * Changes data that may be lost, but never torn, by a crash within the next second: progress and leases. Spares the
     * disk the wait that {@link #write} makes.
     */
    public <T> T writeUnsynced(Work<T> work) {
        return onThreadOf(writers, Mode.WRITE_UNSYNCED, work);
    }

    /** Reads; statements see what is committed when each begins. A statement that would change data throws. */
    public <T> T read(Work<T> work) {
        return onThreadOf(readers, Mode.READ, work);
    }

    /** Reads several tables as they were at one instant: for the input of a search, exports and backups. */
    public <T> T snapshot(Work<T> work) {
        return onThreadOf(readers, Mode.SNAPSHOT, work);
    }

    enum Mode {
        WRITE,
        WRITE_UNSYNCED,
        READ,
        SNAPSHOT;

        boolean writes() {
            return this == WRITE || this == WRITE_UNSYNCED;
        }
    }

    private <T> T onThreadOf(ExecutorService threads, Mode mode, Work<T> work) {
        if (Thread.currentThread() instanceof TxThread) {
            throw new IllegalStateException("A transaction is open on this thread; use its context.");
        }
        try {
            return CompletableFuture.supplyAsync(() -> guarded(mode, work), threads)
                    .join();
        } catch (RejectedExecutionException e) {
            throw new StoppingException(e);
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null -> throw e;
                case Throwable thrown -> throw new IllegalStateException(thrown);
            }
        }
    }

    private <T> T guarded(Mode mode, Work<T> work) {
        var pool = database.pool();
        try (var connection = pool.source().getConnection()) {
            return transact(connection, mode, work);
        } catch (SQLException e) {
            throw database.failed(pool, e);
        } catch (RuntimeException e) {
            throw database.translated(pool, e);
        }
    }

    private <T> T transact(Connection connection, Mode mode, Work<T> work) throws SQLException {
        database.begin(connection, mode);
        T result;
        try {
            result = work.in(database.context(connection, mode));
            connection.commit();
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        }
        if (mode == Mode.WRITE) {
            database.sync(connection);
        }
        return result;
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Lets what was begun or queued end. */
    void close() {
        writers.shutdown();
        readers.shutdown();
        awaitEnd(writers);
        awaitEnd(readers);
    }

    private static void awaitEnd(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new StorageException("A transaction did not end within " + CLOSE_SECONDS + " seconds.", null);
            }
        } catch (InterruptedException e) {
            throw new StorageException("Closing the database was interrupted.", e);
        }
    }

    /** Daemon, so that a database that nobody closed does not keep a program alive. */
    private static final class TxThread extends Thread {
        TxThread(Runnable task) {
            super(task, "tx");
            setDaemon(true);
        }
    }
}
