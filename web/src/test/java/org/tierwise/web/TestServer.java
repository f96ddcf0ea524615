package org.tierwise.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The real program on a free port, and a small browser without JavaScript that is signed in when asked to. */
public final class TestServer implements AutoCloseable {
    static {
        // The tests of the Host check send false ones.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private final App app;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private String cookie = "";

    private TestServer(App app) {
        this.app = app;
    }

    public static TestServer start(Path dataFolder) {
        return start(dataFolder, "");
    }

    /** With a PostgreSQL database, or with H2 if the URL is empty. */
    public static TestServer start(Path dataFolder, String databaseUrl) {
        return start(Settings.local(0, dataFolder, databaseUrl, false));
    }

    /** With a clock that the test moves. */
    public static TestServer start(Path dataFolder, Clock clock) {
        return new TestServer(App.start(Settings.local(0, dataFolder, "", false), clock));
    }

    /** With other settings than those for people at this machine. */
    static TestServer start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    static TestServer start(Settings settings, Clock clock) {
        return new TestServer(App.start(settings, clock));
    }

    App app() {
        return app;
    }

    public String origin() {
        return "http://127.0.0.1:" + app.server().port();
    }

    public String signInUrl() {
        return app.server().signInUrl();
    }

    public TestServer signedIn() {
        var answer = send(HttpRequest.newBuilder(URI.create(signInUrl())).GET());
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(page(path).GET());
    }

    /** Posts a form as its page would, with the token of the session. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        var all = new java.util.LinkedHashMap<>(fields);
        all.put("_csrf", csrf());
        return send(page(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(all))));
    }

    public String csrf() {
        var found = Pattern.compile("name=\"_csrf\" value=\"([0-9a-f]+)\"")
                .matcher(get("/help").body());
        return found.find() ? found.group(1) : "";
    }

    public HttpRequest.Builder page(String path) {
        var request = HttpRequest.newBuilder(URI.create(origin() + path)).header("Accept", "text/html");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        app.close();
    }
}
