package org.tierwise.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process of its own, to be told to end or killed, and a program that talks to it in a session. */
final class ServerProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/sign-in\\?token=\\S+");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private String origin = "";
    private String cookie = "";
    private String csrf = "";

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it without waiting. What it says goes to new files in {@code outputs}. */
    static ServerProcess launch(Path data, Path outputs, String... options) throws IOException {
        var out = Files.createTempFile(outputs, "out", ".txt");
        var err = Files.createTempFile(outputs, "err", ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx600m",
                // The settings of the product, not those of the tests.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "serve",
                "--no-browser",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ServerProcess(process, out, err);
    }

    /** Starts it and signs in. */
    static ServerProcess start(Path data, Path outputs, String... options) throws IOException, InterruptedException {
        return launch(data, outputs, options).signedIn();
    }

    private ServerProcess signedIn() throws IOException, InterruptedException {
        var link = link();
        var answer = client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        csrf = json(get("/api/v1/session")).path("csrfToken").asString();
        return this;
    }

    private String link() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            var found = LINK.matcher(Files.readString(out));
            if (found.find()) {
                origin = found.group(1);
                return found.group();
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server did not start: " + Files.readString(err));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(60))
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf);
    }

    HttpClient client() {
        return client;
    }

    String cookie() {
        return cookie;
    }

    String csrf() {
        return csrf;
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    Process process() {
        return process;
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** What it wrote to standard output and standard error. */
    String said() throws IOException {
        return Files.readString(out) + Files.readString(err);
    }

    String errors() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
