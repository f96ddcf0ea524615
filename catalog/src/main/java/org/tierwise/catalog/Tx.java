package org.tierwise.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The only way to the data. Each call is one transaction, committed when the function returns and rolled back when it
 * throws; when {@link #write} has returned, its changes survive a crash of the process and of the machine.
 *
 * <p>Functions run on threads of this class, and callers wait without being interruptible: an interrupt that reaches
 * a thread inside embedded H2 closes the whole database, so no thread of a server or a search may be one. On H2 there
 * is one writing thread, because concurrent writers can be torn by a crash; its queue is first come, first served.
 *
 * <p>A function may be called several times, when the database refuses a transaction because of another one: it must
 * change nothing but the data. It must not call this class again: it would wait for itself, so this throws
 * {@link IllegalStateException}.
 */
public final class Tx {
    /** As many as there are connections for them; a page takes one for a few milliseconds. */
    static final int READERS = 8;

    static final int POSTGRES_WRITERS = 4;
    private static final int CLOSE_SECONDS = 30;
    /** How often a function is called once more after a conflict. */
    private static final int CONFLICTS_MAX = 3;

    private final Database database;
    private final ThreadLocal<@Nullable Change> companion = new ThreadLocal<>();
    private final ExecutorService writers;
    private final ExecutorService readers;
    private volatile TxWatch watch = TxWatch.NONE;

    private final boolean remote;
    private final UnforcedCommit unforced = new UnforcedCommit();
    private final ThreadLocal<Patience> patience = new ThreadLocal<>();

    Tx(Database database, int writerCount, boolean remote) {
        this.database = database;
        this.remote = remote;
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

    /**
     * Changes a little that keeps the program usable while the disk is nearly full: signing in, the end of a job.
     * Durable on return. Everything else belongs into {@link #write}, which is refused then.
     */
    public <T> T writeEssential(Work<T> work) {
        return onThreadOf(writers, Mode.WRITE_ESSENTIAL, work);
    }

    /** The same without a result. */
    public void writingEssential(Change change) {
        onThreadOf(writers, Mode.WRITE_ESSENTIAL, ctx -> {
            change.in(ctx);
            return true;
        });
    }

    /** Tells the metrics of each transaction from now on. */
    public void watch(TxWatch metrics) {
        watch = metrics;
    }

    /**
     * Reads; statements see what is committed when each begins. A statement that would change data throws. What was read
     * survives a crash, but for what {@link #writeUnsynced} has written.
     */
    public <T> T read(Work<T> work) {
        return onThreadOf(readers, Mode.READ, work);
    }

    /** Reads several tables as they were at one instant: for the input of a search, exports and backups. */
    public <T> T snapshot(Work<T> work) {
        return onThreadOf(readers, Mode.SNAPSHOT, work);
    }

    /**
     * A request begins on this thread, behind which somebody waits: from now on it waits at most so long in all for a
     * database server; then calls throw. The file of this process needs no such limit. What fails after a change of this
     * request was kept says so.
     */
    public void waitAtMost(Duration limit) {
        patience.set(remote ? new Patience(limit.toNanos()) : Patience.endless());
    }

    /** What this thread asks for is large and takes its time, such as the import of a long file. */
    public void waitPatiently() {
        var limited = patience.get();
        if (limited != null) {
            limited.becomeEndless();
        }
    }

    enum Mode {
        WRITE,
        WRITE_ESSENTIAL,
        WRITE_UNSYNCED,
        READ,
        SNAPSHOT;

        boolean writes() {
            return this != READ && this != SNAPSHOT;
        }

        boolean synced() {
            return this == WRITE || this == WRITE_ESSENTIAL;
        }
    }

    private <T> T onThreadOf(ExecutorService threads, Mode mode, Work<T> work) {
        if (Thread.currentThread() instanceof TxThread) {
            throw new IllegalStateException("A transaction is open on this thread; use its context.");
        }
        var call = new Call();
        try {
            var answer = CompletableFuture.supplyAsync(observed(call, mode, work), threads);
            var limit = patience.get();
            return limit == null ? answer.join() : limit.join(answer, call, mode.writes());
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

    /** The transaction, timed, with the request or job of the caller in its log lines. */
    private <T> Supplier<T> observed(Call call, Mode mode, Work<T> work) {
        var caller = MDC.getCopyOfContextMap();
        long asked = System.nanoTime();
        return () -> {
            long began = System.nanoTime();
            boolean failed = true;
            if (caller != null) {
                MDC.setContextMap(caller);
            }
            try {
                database.disk().admit(mode);
                T result = guarded(call, mode, work);
                failed = false;
                return result;
            } finally {
                MDC.clear();
                watch.ended(new TxWatch.Ended(mode.writes(), began - asked, System.nanoTime() - began, failed));
            }
        };
    }

    /** The same function once more if another transaction was in its way: it has left nothing behind. */
    private <T> T guarded(Call call, Mode mode, Work<T> work) {
        for (int again = 0; ; again++) {
            try {
                return once(call, mode, work);
            } catch (Conflict e) {
                if (again == CONFLICTS_MAX) {
                    throw new StorageException(
                            "Others changed the same data at the same time, and nothing was changed. Try again.", e);
                }
                pause(again);
                call.beginsAgain();
            }
        }
    }

    private <T> T once(Call call, Mode mode, Work<T> work) {
        var pool = database.pool();
        T result = inConnection(call, pool, mode, work);
        if (!mode.writes() && !remote) {
            unforced.awaitForced(pool);
            database.requireOpen(pool);
        }
        return result;
    }

    private <T> T inConnection(Call call, Engine.Pool pool, Mode mode, Work<T> work) {
        try (var connection = connection(pool)) {
            try {
                call.uses(connection);
                return transact(call, pool, connection, mode, work);
            } finally {
                call.returns();
            }
        } catch (SQLException e) {
            throw database.isConflict(e) ? new Conflict(e) : database.failed(pool, e, call);
        } catch (RuntimeException e) {
            throw database.isConflict(e) ? new Conflict(e) : database.translated(pool, e, call);
        }
    }

    private Connection connection(Engine.Pool pool) throws SQLException {
        try {
            return pool.source().getConnection();
        } catch (SQLTransientConnectionException e) {
            throw database.unreachable(pool, e);
        }
    }

    private <T> T transact(Call call, Engine.Pool pool, Connection connection, Mode mode, Work<T> work)
            throws SQLException {
        database.begin(connection, mode);
        try {
            var ctx = database.context(connection, mode);
            T result = work.in(ctx);
            ctx.end();
            if (mode.writes()) {
                call.commits();
            }
            if (mode.synced()) {
                unforced.during(pool, () -> {
                    connection.commit();
                    database.sync(connection);
                });
            } else {
                connection.commit();
            }
            return result;
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** Longer each time, and not the same for two that met. */
    private static void pause(int again) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 30L << (2 * again)));
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
    }

    /** Another transaction was in the way. */
    private static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1;

        Conflict(Exception cause) {
            super(cause);
        }
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
