package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.schema.Tables;

/**
 * Kills a process that writes, at a random moment, and looks whether everything that it had confirmed is there and
 * nothing is half there. The same loop without the gateway loses confirmed writes: so it would show if the gateway
 * stopped waiting for the disk.
 */
final class DurabilityIT {
    private static final int CYCLES = 10;

    @TempDir
    Path directory;

    @Test
    void nothing_confirmed_is_lost_and_nothing_is_torn_when_the_process_is_killed() throws Exception {
        var random = new Random(42);
        var confirmed = new HashSet<Long>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            var before = confirmed.size();
            confirmed.addAll(writeAndKill(DurabilityWriter.THROUGH_GATEWAY, 150 + random.nextInt(350)));
            assertThat(confirmed.size()).as("the writer confirmed something").isGreaterThan(before);

            try (var database = Database.openIn(directory, Clock.systemUTC())) {
                var stored = pairs(database);
                assertThat(stored.whole()).as("cycle " + cycle).containsAll(confirmed);
                assertThat(stored.torn()).as("cycle " + cycle).isEmpty();
            }
        }
    }

    @Test
    void the_same_loop_without_the_gateway_loses_confirmed_writes() throws Exception {
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            assertThat(database.health().usable()).isTrue();
        }
        int lost = 0;
        for (int cycle = 0; cycle < CYCLES && lost == 0; cycle++) {
            var confirmed = writeAndKill(DurabilityWriter.PLAIN, 300);
            try (var database = Database.openIn(directory, Clock.systemUTC())) {
                var missing = new HashSet<>(confirmed);
                missing.removeAll(pairs(database).whole());
                lost += missing.size();
            }
        }
        assertThat(lost).isPositive();
    }

    /** Two rows that belong together: the workspace whose name is a number, and the job of the same title. */
    private record Stored(Set<Long> whole, Set<Long> torn) {}

    private static Stored pairs(Database database) {
        return database.tx().snapshot(ctx -> {
            var first = numbers(ctx.dsl()
                    .select(Tables.WORKSPACE.NAME)
                    .from(Tables.WORKSPACE)
                    .fetch(Tables.WORKSPACE.NAME));
            var second =
                    numbers(ctx.dsl().select(Tables.JOB.TITLE).from(Tables.JOB).fetch(Tables.JOB.TITLE));
            var whole = new HashSet<>(first);
            whole.retainAll(second);
            var torn = new HashSet<>(first);
            torn.addAll(second);
            torn.removeAll(whole);
            return new Stored(whole, torn);
        });
    }

    private static List<Long> numbers(List<String> texts) {
        return texts.stream().map(Long::valueOf).toList();
    }

    /** Starts the writer, kills it some milliseconds after its first confirmation, and returns what it confirmed. */
    private List<Long> writeAndKill(String how, int millis) throws Exception {
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurabilityWriter.class.getName(),
                        directory.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var confirmed = new ArrayList<Long>();
        try (var out = writer.inputReader(StandardCharsets.US_ASCII)) {
            confirmed.add(number(out.readLine()));
            var killer = Thread.ofPlatform().start(() -> {
                sleep(millis);
                kill(writer);
            });
            readUntilDeath(out, confirmed);
            killer.join();
        }
        writer.waitFor();
        return confirmed;
    }

    /** By its handle: killed through the process itself, its output would be closed while we still read it. */
    private static void kill(Process writer) {
        writer.toHandle().destroyForcibly();
    }

    private static void readUntilDeath(BufferedReader out, List<Long> confirmed) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.endsWith(";")) {
                confirmed.add(number(line));
            }
        }
    }

    /** Each line ends with a semicolon, so that a line cut by the kill is not taken for a smaller number. */
    private static long number(String line) {
        return Long.parseLong(line.substring(0, line.length() - 1));
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
