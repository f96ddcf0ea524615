package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client sends by itself: malformed, smuggled, for other hosts and out of the folder. */
class RawRequestsIT {
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String SECOND = "GET /health/live HTTP/1.1\r\n" + HOST + "\r\n";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static RawClient raw;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        raw = new RawClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("bytes that are no text", "\0\1\2 hello\r\n\r\n", 400),
                Arguments.of("no path", "GET\r\n\r\n", 400),
                Arguments.of("an unknown version", "GET / HTTP/9.9\r\n" + HOST + "\r\n", 505),
                Arguments.of(
                        "70 kB of a header",
                        "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(70_000) + "\r\n\r\n",
                        431),
                Arguments.of("20 kB of a path", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 414),
                Arguments.of("no host", "GET / HTTP/1.1\r\n\r\n", 400),
                Arguments.of("no host in 1.0", "GET /sign-in HTTP/1.0\r\n\r\n", 421),
                Arguments.of("two hosts", "GET /sign-in HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n", 400),
                Arguments.of(
                        "the URL of another host", "GET http://evil.example/sign-in HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of(
                        "our URL for another host",
                        "GET http://127.0.0.1/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                        400),
                Arguments.of("another host", "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
                Arguments.of("a space before a colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400),
                Arguments.of("an unknown coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400),
                Arguments.of("a chunk without a size", post("Transfer-Encoding: chunked\r\n", "zz\r\n"), 400),
                Arguments.of("a form of no parts", multipart("multipart/form-data"), 400),
                Arguments.of("a form of broken parts", multipart("multipart/form-data; boundary=x"), 400),
                Arguments.of("a NUL in the path", "GET /\0 HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("a broken escape", "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("a control character in a cookie", get("/sign-in", "Cookie: theme=\1\r\n"), 400),
                Arguments.of("an unknown expectation", post("Expect: 200-nothing\r\nContent-Length: 0\r\n", ""), 417),
                Arguments.of("a proxy's method", "CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("options of the server", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", 404),
                Arguments.of("a trace", "TRACE / HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("an unknown method", "FOO / HTTP/1.1\r\n" + HOST + "\r\n", 405));
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + headers + "\r\n";
    }

    private static String post(String headers, String body) {
        return "POST /theme HTTP/1.1\r\n" + HOST + "Content-Type: application/x-www-form-urlencoded\r\n" + headers
                + "\r\n" + body;
    }

    private static String multipart(String type) {
        return "POST /theme HTTP/1.1\r\n" + HOST + "Content-Type: " + type + "\r\nContent-Length: 3\r\n\r\nabc";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void a_malformed_request_is_refused_with_the_headers_of_every_answer(String what, String request, int status) {
        var answer = raw.send(request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.answers()).isEqualTo(1);
        assertThat(HeadersIT.missing(answer.headers().keySet())).isEmpty();
        assertThat(answer.text())
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Exception")
                .doesNotContain("<h2>")
                .doesNotContain("\tat ");
        assertThat(answer.header("server")).isEmpty();
    }

    @Test
    void a_second_request_cannot_hide_in_the_body_of_the_first() {
        for (var head : List.of(
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 0\r\n",
                "Content-Length: 0, 4\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -1\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n")) {
            var answer = raw.send("POST /theme HTTP/1.1\r\n" + HOST + head + "\r\n0\r\n\r\n" + SECOND);
            assertThat(answer.status()).as(head + answer.text()).isIn(400, 501);
            assertThat(answer.answers()).as(head + answer.text()).isEqualTo(1);
        }
    }

    @Test
    void what_proxies_add_changes_no_link_and_no_redirect() {
        var poison = "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 6.6.6.6\r\n"
                + "Forwarded: host=evil.example;proto=https\r\nX-Original-URL: /health/live\r\n"
                + "X-Rewrite-URL: /health/live\r\nX-Host: evil.example\r\n";
        for (var path : List.of("/sign-in", "/", "/workloads", "/nothing", "/sign-in?token=x")) {
            var answer = raw.send(get(path, "Accept: text/html\r\n" + poison));
            assertThat(answer.text()).as(path).doesNotContain("evil.example");
            assertThat(answer.header("location")).as(path).isIn("", "/sign-in");
        }
    }

    @Test
    void the_method_is_the_one_of_the_request() {
        for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(raw.send(get("/sign-in", header + ": DELETE\r\n")).status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../logback.xml",
                "/static/../../../../etc/passwd",
                "/static/%2e%2e/logback.xml",
                "/static/%2e%2e%2flogback.xml",
                "/static/..%2flogback.xml",
                "/static/..%5clogback.xml",
                "/static/..\\logback.xml",
                "/static/%252e%252e/logback.xml",
                "/static/..;/logback.xml",
                "/static/css/..;/..;/logback.xml",
                "/static//etc/passwd",
                "/static/%2fetc%2fpasswd",
                "/static/css/app.css%00.xml",
                "/static/css",
                "/static/css/",
                "/static/.",
                "/static/%c0%ae%c0%ae/logback.xml",
                "/static/%uff0e%uff0e/logback.xml",
                "/..%2f..%2fetc/passwd",
                "//127.0.0.1/../logback.xml"
            })
    void no_path_leads_out_of_the_folder(String path) {
        var answer = raw.send(get(path, ""));
        assertThat(answer.status()).as(answer.text()).isIn(400, 401, 404);
        assertThat(answer.text()).doesNotContain("<configuration").doesNotContain("root:");
    }

    @Test
    void a_redirect_leads_to_a_page_of_ours_whatever_the_form_says() {
        for (var back : List.of(
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "/%09/evil.example",
                "/\t/evil.example",
                "/.evil//x\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/@evil.example/../..//evil.example",
                "http:evil.example",
                "/..//evil.example",
                " //evil.example",
                "/\u2028/evil.example",
                "data:text/html,x")) {
            var body = "theme=dark&back=" + java.net.URLEncoder.encode(back, java.nio.charset.StandardCharsets.UTF_8);
            var answer = raw.send(post("Content-Length: " + body.length() + "\r\n", body));
            assertThat(answer.status()).as(back).isEqualTo(303);
            var base = java.net.URI.create("http://127.0.0.1/theme");
            var target = base.resolve(answer.header("location"));
            assertThat(target.getHost())
                    .as(back + " -> " + answer.header("location"))
                    .isEqualTo("127.0.0.1");
            assertThat(answer.header("location")).as(back).startsWith("/").doesNotStartWith("//");
        }
    }

    @Test
    void json_sent_as_text_by_a_foreign_form_stores_nothing() {
        var owner = server.signedIn();
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")) {
            var request = owner.page("/api/v1/workloads")
                    .header("Origin", "http://evil.example")
                    .header("Sec-Fetch-Site", "cross-site")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\": \"Forged\"}"));
            var answer = owner.send(type.isEmpty() ? request : request.header("Content-Type", type));
            assertThat(answer.statusCode()).as(type).isIn(400, 403);
            // Without any word on where it comes from there is still no token.
            var silent = owner.page("/api/v1/workloads")
                    .header("Content-Type", type.isEmpty() ? "text/plain" : type)
                    .header("X-HTTP-Method-Override", "PUT")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\": \"Forged\"}"));
            assertThat(owner.send(silent).statusCode()).as(type).isIn(400, 403);
        }
        assertThat(owner.get("/workloads").body()).doesNotContain("Forged");
    }
}
