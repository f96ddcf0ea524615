package org.tierwise.web.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API with a session. Safe for concurrent use. */
final class Program {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Longer than anything may take; a test measures what it took. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String origin;
    private final String cookie;
    private final String token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * An answer.
     *
     * @param status 0 if none came: the connection broke
     */
    record Answer(int status, String body, String location, double seconds) {
        boolean confirmed() {
            return status >= 200 && status < 300;
        }

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private Program(String origin, String cookie, String token) {
        this.origin = origin;
        this.cookie = cookie;
        this.token = token;
    }

    static Program signedIn(String link) {
        var origin = link.substring(0, link.indexOf("/sign-in"));
        var cookie = cookie(link);
        var answer = new Program(origin, cookie, "").get("/api/v1/session");
        return new Program(origin, cookie, answer.json().path("csrfToken").asString());
    }

    /** The same session at another address. */
    Program at(String otherOrigin) {
        return new Program(otherOrigin, cookie, token);
    }

    private static String cookie(String link) {
        try (var once = HttpClient.newHttpClient()) {
            var answer = once.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.discarding());
            return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return post(path, "application/json", json);
    }

    Answer post(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String version, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(PATIENCE)
                .header("Cookie", cookie)
                .header("X-CSRF-Token", token);
    }

    private Answer send(HttpRequest.Builder request) {
        long began = System.nanoTime();
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(""),
                    (System.nanoTime() - began) / 1e9);
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e.getMessage()), "", (System.nanoTime() - began) / 1e9);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
