package org.tierwise.web.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.tierwise.web.TestServer;

/** A server of its own for what people put into addresses, tokens and cookies: never an answer of 500 or more. */
final class HttpFuzz {
    /** Pages and lists that read a query. */
    private static final List<String> QUERIED = List.of(
            "/workloads",
            "/api/v1/workloads",
            "/activity",
            "/activity/export.csv",
            "/api/v1/activity",
            "/api/v1/sites",
            "/plans",
            "/capacity",
            "/imports");

    private static final int LONGEST = 4_000;

    private static final TestServer SERVER = start();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private HttpFuzz() {}

    private static TestServer start() {
        try {
            var folder = Files.createTempDirectory("tierwise-fuzz");
            var server = TestServer.start(folder).signedIn();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first byte chooses the page, the others are the query; what means something in a query is left as it is. */
    static void query(byte[] input) {
        if (input.length == 0 || input.length > LONGEST) {
            return;
        }
        var query = new StringBuilder();
        for (int i = 1; i < input.length; i++) {
            char c = (char) (input[i] & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "&=+-_.~".indexOf(c) >= 0);
            query.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        var path = QUERIED.get(Math.floorMod(input[0], QUERIED.size()));
        check(SERVER.page(path + "?" + query));
    }

    /** The first byte chooses the header. */
    static void credential(byte[] input) {
        if (input.length == 0 || input.length > LONGEST) {
            return;
        }
        var text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1)
                .replaceAll("[^\\x20-\\x7e\\xa0-\\xff]", "");
        var request = HttpRequest.newBuilder(URI.create(SERVER.origin() + "/api/v1/workloads"));
        switch (Math.floorMod(input[0], 3)) {
            case 0 -> request.header("Authorization", "Bearer " + text);
            case 1 -> request.header("Authorization", text);
            default -> request.header("Cookie", text);
        }
        check(request);
    }

    private static void check(HttpRequest.Builder request) {
        try {
            var built = request.GET().build();
            var answer = CLIENT.send(built, BodyHandlers.ofString());
            Demand.that(answer.statusCode() < 500, answer.statusCode() + " to " + built.uri() + " " + built.headers());
            Demand.that(!answer.body().contains("Exception"), "An exception shows: " + built.uri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
