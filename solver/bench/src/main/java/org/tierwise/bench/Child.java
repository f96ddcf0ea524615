package org.tierwise.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.tierwise.bench.peer.Answer;
import org.tierwise.bench.peer.Contender;
import org.tierwise.bench.peer.Task;
import org.tierwise.solver.model.PlacementModel;

/**
 * One run of one contender in a process of its own, so that its memory is its own: loads the instance, solves, checks
 * the answer, and leaves the result in a file, because native code may print what it likes.
 */
final class Child {
    static final int BAD_INPUT = 2;

    /** Name of the result and of the answer in the folder that the parent gives. */
    static final String RESULT = "result";

    static final String ANSWER = "answer";

    private Child() {}

    /** Source, contender, seconds, seed, folder for the result, and the file of a hint or nothing. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[4]);
        int code = 0;
        Properties result;
        try {
            Contender contender = Contender.valueOf(arguments[1]);
            Duration limit = Duration.ofMillis(Math.round(Double.parseDouble(arguments[2]) * 1_000));
            Path hint = arguments.length > 5 ? Path.of(arguments[5]) : null;
            result = run(arguments[0], contender, limit, Long.parseLong(arguments[3]), folder, hint)
                    .toProperties();
        } catch (BadInput e) {
            code = BAD_INPUT;
            result = new Properties();
            result.setProperty("trouble", e.getMessage());
        }
        try (var out = Files.newBufferedWriter(folder.resolve(RESULT))) {
            result.store(out, null);
        }
        // Native solvers may leave threads behind.
        System.exit(code);
    }

    private static Measured run(
            String source, Contender contender, Duration limit, long seed, Path folder, @Nullable Path hint) {
        long began = System.nanoTime();
        PlacementModel model = Instance.load(source);
        double loadSeconds = (System.nanoTime() - began) / 1e9;
        Answer answer = contender.solve(new Task(model, limit, seed, hint == null ? null : read(hint)));
        long peak = Memory.peakMegabytes();
        int[] option = answer.option();
        if (option == null) {
            return Measured.of(answer, null, loadSeconds, peak);
        }
        write(folder.resolve(ANSWER), option);
        return Measured.of(answer, Verdict.of(model, option), loadSeconds, peak);
    }

    private static void write(Path file, int[] option) {
        try {
            Files.write(file, Arrays.stream(option).mapToObj(Integer::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream().mapToInt(Integer::parseInt).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
