package org.tierwise.catalog;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/**
 * The header of the file of H2, which says where its newest chunk is: from there, and from the end of the file, the next
 * start looks for what came last.
 *
 * <p>H2 (2.4 and 2.5: {@code FileStore.storeBuffer}, {@code RandomAccessStore.writeChunk}) writes the header while it
 * writes a chunk, but takes note of the chunk after that: so the header names the chunk before. Where a chunk lies
 * elsewhere than the one before had foretold, nothing leads to it, nor to those that follow it, until the header is
 * written once more, which may be twenty versions later. A crash in between loses all of them, however well they were
 * forced to disk. Seen in a third of all kills of a process with a file of 100 MB that had been in use for a while;
 * ConfirmedChangeIT repeats it. Hence the header is written once more after each change that is to be kept.
 */
public final class H2Header {
    private static final MethodHandle WRITE = find();

    private H2Header() {}

    private static MethodHandle find() {
        try {
            return MethodHandles.privateLookupIn(RandomAccessStore.class, MethodHandles.lookup())
                    .findSpecial(
                            RandomAccessStore.class,
                            "writeStoreHeader",
                            MethodType.methodType(void.class),
                            RandomAccessStore.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This release of H2 has no way to write the header of its file: changes would not be safe.", e);
        }
    }

    /** Writes all that is committed into the file, with a header that leads to it: for those who copy the file. */
    public static void lead(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        var store = store(connection);
        try {
            store.executeFilestoreOperation(() -> write(store));
        } catch (MVStoreException e) {
            throw new SQLException(e.getMessage(), null, ErrorCode.IO_EXCEPTION_1, e);
        }
    }

    static MVStore store(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    /** Call it as an operation of the store, when no chunk is being written. */
    static void write(MVStore store) {
        try {
            WRITE.invoke((RandomAccessStore) store.getFileStore());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
