package org.tierwise.web.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server of its own that keeps its promises to the disk, and can be killed and started again. */
public final class PostgresServer implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres running;
    private @Nullable Connection watching;

    public PostgresServer(Path data) {
        this.data = data;
        port = freePort();
        running = start();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    public String url() {
        return urlAt(port);
    }

    /** The same database through something that listens at another port. */
    static String urlAt(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** The postmaster and everything that it started, at once. */
    void kill() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            var postmaster = ProcessHandle.of(pid).orElseThrow();
            var children = postmaster.descendants().toList();
            boolean killed = postmaster.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            if (!killed) {
                throw new IllegalStateException("The server could not be killed.");
            }
            postmaster.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAgain() {
        // It cannot stop what is gone, but lets go of the folder.
        close();
        running = start();
    }

    private Connection connection() throws SQLException {
        var open = watching;
        if (open == null || !open.isValid(2)) {
            open = DriverManager.getConnection(url());
            watching = open;
        }
        return open;
    }

    /** Rows of a query, each as its columns joined by a bar. */
    List<String> rows(String sql) {
        try (var statement = connection().createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String value(String sql) {
        return rows(sql).getFirst();
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
