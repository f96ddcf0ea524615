package org.tierwise.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program in a process of its own, with a heap as small as a test wants it. */
final class ChildServer implements AutoCloseable {
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private String origin = "";
    private String cookie = "";
    private String csrf = "";

    private ChildServer(Process process) {
        this.process = process;
    }

    /** Starts on a file of its own and signs in. */
    static ChildServer start(Path dataFolder, String... javaOptions) throws IOException, InterruptedException {
        return start(dataFolder, List.of(javaOptions), List.of());
    }

    /** The same with more options of the command. */
    static ChildServer start(Path dataFolder, List<String> javaOptions, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "serve",
                "--port",
                "0",
                "--no-browser",
                "--data",
                dataFolder.toString()));
        command.addAll(more);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var server = new ChildServer(process);
        server.signIn();
        return server;
    }

    private void signIn() throws IOException, InterruptedException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var link = "";
        for (var line = out.readLine(); line != null && link.isEmpty(); line = out.readLine()) {
            link = line.strip().startsWith("http://127") ? line.strip() : "";
        }
        // Somebody has to read on, or the program waits for it.
        Thread.ofVirtual().start(() -> out.lines().forEach(System.out::println));
        origin = link.substring(0, link.indexOf("/sign-in"));
        var signedIn = client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
        cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var found = Pattern.compile("name=\"_csrf\" value=\"([0-9a-f]+)\"")
                .matcher(client.send(request("/help").build(), BodyHandlers.ofString())
                        .body());
        csrf = found.find() ? found.group(1) : "";
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .header("Accept", "application/json")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .header("Origin", origin);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    int port() {
        return URI.create(origin).getPort();
    }

    String cookie() {
        return cookie;
    }

    /** Largest resident memory since the start, in MB; 0 where the system does not tell. */
    long peakMegabytes() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(0);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
