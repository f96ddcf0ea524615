package org.tierwise.web.fault;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tierwise.web.App;

/** The real program in a process of its own, which can be frozen, woken and killed. */
final class AppProcess implements AutoCloseable {
    private final Process process;
    private final String link;
    private final Path log;

    private AppProcess(Process process, String link, Path log) {
        this.process = process;
        this.link = link;
        this.log = log;
    }

    /** On the H2 file in the folder. */
    static AppProcess onFile(Path folder, int port) {
        return onFile(folder, port, "");
    }

    /** @param classes that take the place of the program's own; empty for none */
    static AppProcess onFile(Path folder, int port, String classes) {
        return start(folder, port, classes, List.of());
    }

    /** On a PostgreSQL database; the folder holds its sign-in link. */
    static AppProcess onServer(Path folder, String url, String name, String... more) {
        var options = new ArrayList<>(List.of("--database", url));
        options.addAll(List.of(more));
        return start(folder.resolve(name), 0, "", options);
    }

    /** Returns when the program has printed its sign-in link: then it answers. */
    private static AppProcess start(Path folder, int port, String classes, List<String> more) {
        try {
            Files.createDirectories(folder);
            var log = Files.createTempFile(folder, "instance", ".log");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx600m",
                    "-Dlogback.configurationFile=logback.xml",
                    "-cp",
                    classes + File.pathSeparator + System.getProperty("java.class.path"),
                    App.class.getName(),
                    "serve",
                    "--no-browser",
                    "--port",
                    Integer.toString(port),
                    "--data",
                    folder.toString()));
            command.addAll(more);
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("TIERWISE_INSTANCE", folder.getFileName().toString());
            var process = builder.start();
            var out = process.inputReader(StandardCharsets.UTF_8);
            var link = link(out);
            if (link.isEmpty()) {
                throw new IllegalStateException("The program did not start: " + Files.readString(log));
            }
            Thread.ofVirtual().start(() -> readOn(out));
            return new AppProcess(process, link, log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String link(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("/sign-in?token=")) {
                return line.strip();
            }
        }
        return "";
    }

    private static void readOn(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // A full pipe would stop the program.
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    /** A program that is signed in at this instance. */
    Program signedIn() {
        return Program.signedIn(link);
    }

    String link() {
        return link;
    }

    String origin() {
        return link.substring(0, link.indexOf("/sign-in"));
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it in the middle of whatever it does, as a suspended machine or a long pause would. */
    void freeze() {
        signal("-STOP");
    }

    void wake() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            int code = new ProcessBuilder("kill", which, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + which + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a power cut of this process alone: nothing of it runs any more when this returns. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end in order; returns its exit code. */
    int stop() {
        process.toHandle().destroy();
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
