package org.tierwise.catalog.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.tierwise.catalog.Database;
import org.tierwise.migrations.SchemaMigrations;

/** The process that {@link UpgradeIT} kills while it brings a database to the newest schema. */
final class UpgradeProcess {
    static final String BESIDE = "beside";
    static final String POSTGRES = "postgres";
    /** The unsafe way, to see what the kill does to it. */
    static final String IN_PLACE = "in-place";

    private UpgradeProcess() {}

    public static void main(String[] args) {
        System.out.println("begin");
        switch (args[1]) {
            case BESIDE -> {
                var data = Path.of(args[0]);
                Database.openIn(data, Clock.systemUTC(), Backups.beforeUpgrade(data, "test", Clock.systemUTC()))
                        .close();
            }
            case POSTGRES -> Database.openAt(args[0], Clock.systemUTC()).close();
            default -> {
                var pool = JdbcConnectionPool.create(
                        "jdbc:h2:file:" + Path.of(args[0]).toAbsolutePath().resolve("db/tierwise")
                                + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                        "sa",
                        "");
                SchemaMigrations.apply(pool);
                pool.dispose();
            }
        }
        System.out.println("end");
    }

    /** How long the upgrade takes from its first word when nobody kills it, in milliseconds. */
    static int millisOf(String target, String how) throws IOException, InterruptedException {
        var process = start(target, how);
        try (var out = process.inputReader()) {
            awaitBegin(out);
            long begin = System.nanoTime();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The upgrade failed.");
            }
            return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
    }

    /** Kills the upgrade some milliseconds after its first word. True if that was before its end. */
    static boolean killDuring(String target, String how, int millis) throws IOException, InterruptedException {
        var process = start(target, how);
        try (var out = process.inputReader()) {
            awaitBegin(out);
            if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                return false;
            }
            process.toHandle().destroyForcibly();
            boolean finished = out.lines().anyMatch("end"::equals);
            process.waitFor();
            return !finished;
        }
    }

    private static void awaitBegin(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null && !line.equals("begin"); ) {
            line = out.readLine();
        }
    }

    private static Process start(String target, String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UpgradeProcess.class.getName(),
                        target,
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
