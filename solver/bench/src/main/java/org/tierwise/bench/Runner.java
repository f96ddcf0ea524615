package org.tierwise.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.bench.peer.Contender;

/**
 * Starts each contender in its own process and waits for it. A process that takes too long for loading and building, or
 * more memory than allowed, is ended.
 */
final class Runner implements AutoCloseable {
    /** Ours is to fit into this heap whatever else there is. */
    private static final long HEAP_MEGABYTES = 2048;

    /** Peers keep most of what they need outside the heap, which gets one part of so many. */
    private static final long PEERS_PARTS = 4;

    private static final Duration BESIDES_SOLVING = Duration.ofSeconds(300);
    private static final int OUT_OF_MEMORY = 3; // of -XX:+ExitOnOutOfMemoryError
    private static final int JAVA_WITH_WARNINGS = 24;

    private final long seed;
    private final long megabytesMax;
    private final Path work;
    private final Thread cleanUp = new Thread(this::stop);
    private volatile @Nullable Process running;

    Runner(long seed, long megabytesMax) {
        this.seed = seed;
        this.megabytesMax = megabytesMax;
        try {
            work = Files.createTempDirectory("tierwise-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(cleanUp);
    }

    /** Where the last answer is, for a hint. */
    Path lastAnswer() {
        return work.resolve(Child.ANSWER);
    }

    /** A file that no later run overwrites. */
    Path keep(Path file, String name) {
        try {
            Path kept = work.resolve(name);
            Files.deleteIfExists(kept);
            return Files.move(file, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Measured run(Instance instance, Contender contender, Duration limit, @Nullable Path hint) {
        try {
            return runChecked(instance, contender, limit, hint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    private Measured runChecked(Instance instance, Contender contender, Duration limit, @Nullable Path hint)
            throws IOException, InterruptedException {
        Files.deleteIfExists(work.resolve(Child.RESULT));
        Files.deleteIfExists(lastAnswer());
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(command(instance, contender, limit, hint))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        running = process;
        long peak = 0;
        String ended = null;
        long end = System.nanoTime() + limit.plus(BESIDES_SOLVING).toNanos();
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, Memory.megabytesOf(process.pid()));
            if (peak > megabytesMax) {
                ended = "does not fit into " + megabytesMax + " MB";
            } else if (System.nanoTime() > end) {
                ended = "not ready " + BESIDES_SOLVING.toSeconds() + " s after its limit";
            }
            if (ended != null) {
                process.destroyForcibly().waitFor();
                running = null;
                return Measured.failed(ended, peak);
            }
        }
        running = null;
        return result(contender, process.exitValue(), log, peak);
    }

    private long heapMegabytes(Contender contender) {
        return contender == Contender.TIERWISE
                ? HEAP_MEGABYTES
                : Math.max(HEAP_MEGABYTES, megabytesMax / PEERS_PARTS);
    }

    private Measured result(Contender contender, int code, Path log, long peak) throws IOException {
        Path file = work.resolve(Child.RESULT);
        if (code == OUT_OF_MEMORY) {
            return Measured.failed("does not fit into a heap of " + heapMegabytes(contender) + " MB", peak);
        }
        if (!Files.exists(file)) {
            return Measured.failed("failed with code " + code + ": " + lastWords(log), peak);
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Measured measured = Measured.of(properties);
        if (code == Child.BAD_INPUT) {
            throw new BadInput(properties.getProperty("trouble", "The instance cannot be read."));
        }
        return measured;
    }

    private List<String> command(Instance instance, Contender contender, Duration limit, @Nullable Path hint) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes(contender) + "m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= JAVA_WITH_WARNINGS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-cp");
        command.add(classPath());
        command.add(Child.class.getName());
        command.add(instance.source());
        command.add(contender.name());
        command.add(String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1e3));
        command.add(Long.toString(seed));
        command.add(work.toString());
        if (hint != null) {
            command.add(hint.toString());
        }
        return command;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElse("");
    }

    /** What is said of an error: the first line that names one, else the last. */
    private static String lastWords(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.contains("Exception") || line.contains("Error") || line.contains("Check failed"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast())
                .strip();
    }

    /** Ends what runs and removes what was written. */
    private void stop() {
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.list(work)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(work);
        } catch (IOException e) {
            // A temporary folder is left behind; nothing depends on it.
            return;
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(cleanUp);
        stop();
    }
}
