package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.security.Roles;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.http.Role;

/** What every route has in common: who may call it, and what each answer carries. */
class ServerIT {
    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestServer visitor;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        visitor = server;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(server.origin() + path)).header("Accept", "text/html");
    }

    /** Those that ask for a session; the others have tests of their own. */
    private static List<String> pagesWithoutParameters() {
        return server.app().server().javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.name().equals("GET"))
                .filter(endpoint -> !endpoint.metadata(Roles.class).getRoles().contains(Role.ANYONE))
                .map(endpoint -> endpoint.path)
                .filter(path -> !path.contains("{") && !path.contains("<"))
                .toList();
    }

    @Test
    void without_a_session_nothing_is_served_but_the_sign_in_page_health_and_assets() {
        assertThat(pagesWithoutParameters()).contains("/", "/workloads", "/capacity");
        for (var path : pagesWithoutParameters()) {
            var answer = server.send(anonymous(path).GET());
            if (path.startsWith("/api/")) {
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
            } else {
                assertThat(answer.statusCode()).as(path).isEqualTo(303);
                assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
            }
        }
        for (var path : List.of("/static/css/app.css", "/sign-in", "/health/live", "/health/ready")) {
            assertThat(server.send(anonymous(path).GET()).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void a_program_without_a_session_gets_a_problem_document() {
        var answer = server.send(HttpRequest.newBuilder(URI.create(server.origin() + "/workloads")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":401").contains("requestId");
    }

    @Test
    void every_route_says_its_role() {
        var endpoints = server.app().server().javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(10);
        assertThat(endpoints)
                .allSatisfy(endpoint -> assertThat(endpoint.metadata(Roles.class))
                        .isNotNull()
                        .extracting(Roles::getRoles)
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.collection(Object.class))
                        .isNotEmpty());
    }

    @Test
    void every_page_is_drawn_for_its_owner() {
        var owner = visitor.signedIn();
        for (var path : pagesWithoutParameters()) {
            // The holder of the link has no account to set up a second factor for.
            if (path.equals("/account/second-factor")
                    || path.equals("/metrics")
                    || path.startsWith("/api/")
                    || path.contains("/export.")) {
                continue;
            }
            var answer = owner.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .contains("<h1")
                    .contains("<html lang=\"en\"")
                    .doesNotContain("th:")
                    .doesNotContain("??");
        }
    }

    @Test
    void every_answer_carries_the_headers_that_keep_foreign_pages_out() {
        var answers = List.of(
                server.send(anonymous("/sign-in")),
                server.send(anonymous("/nothing-here")),
                server.send(anonymous("/workloads")),
                server.send(anonymous("/static/css/app.css")),
                server.send(anonymous("/static/css/none.css")),
                server.send(anonymous("/").header("Host", "evil.example")),
                server.send(anonymous("/workloads").DELETE()),
                server.send(anonymous("/theme")
                        .header("Origin", "http://evil.example")
                        .POST(BodyPublishers.noBody())));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 404, 303, 200, 404, 421, 405, 403);
        for (var answer : answers) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(answer.headers().firstValue("Server")).isEmpty();
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at org.tierwise");
        }
    }

    @Test
    void a_foreign_name_for_this_machine_is_refused() {
        for (var host : List.of("evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil")) {
            assertThat(server.send(anonymous("/sign-in").header("Host", host)).statusCode())
                    .as(host)
                    .isEqualTo(421);
        }
        for (var host : List.of("localhost", "localhost:8080", "127.0.0.1:1", "[::1]:80")) {
            assertThat(server.send(anonymous("/sign-in").header("Host", host)).statusCode())
                    .as(host)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_link_signs_in_once_and_a_preview_does_not_use_it_up() {
        var link = server.signInUrl();
        var preview = server.send(HttpRequest.newBuilder(URI.create(link)).header("Sec-Purpose", "prefetch"));
        assertThat(preview.statusCode()).isEqualTo(403);
        var first = server.send(HttpRequest.newBuilder(URI.create(link)));
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-")
                .contains("HttpOnly")
                .contains("Secure")
                .contains("SameSite=Lax")
                .contains("Path=/;")
                .doesNotContain("Domain");
        var second = server.send(HttpRequest.newBuilder(URI.create(link)));
        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(server.signInUrl()).isNotEqualTo(link);
    }

    @Test
    void the_next_link_stands_in_a_file_that_only_its_owner_reads() throws Exception {
        var file = folder.resolve("sign-in-link");
        assertThat(Files.readString(file).strip()).isEqualTo(server.signInUrl());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_write_needs_our_origin_and_the_token_of_the_session() {
        var owner = visitor.signedIn();
        var body = "name=Robot&_csrf=" + owner.csrf();
        assertThat(owner.send(form("/workloads", body).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(owner.send(form("/workloads", body).header("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(owner.send(form("/workloads", body).header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(owner.send(form("/workloads", "name=Robot").header("Origin", owner.origin()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(owner.send(form("/workloads", "name=Robot&_csrf=0123").header("Origin", owner.origin()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(owner.get("/workloads").body()).doesNotContain("Robot");
    }

    private static HttpRequest.Builder form(String path, String body) {
        return visitor.page(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    @Test
    void assets_are_kept_for_a_year_under_their_version_and_checked_without_it() {
        var page = server.send(anonymous("/sign-in")).body();
        var versioned = page.replaceAll("(?s).*href=\"(/static/css/app.css\\?v=[0-9a-f]+)\".*", "$1");
        assertThat(server.send(anonymous(versioned))
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""))
                .contains("immutable");
        assertThat(server.send(anonymous("/static/css/app.css")).headers().firstValue("Cache-Control"))
                .hasValue("no-cache");
        for (var path :
                List.of("/static/../logback.xml", "/static/%2e%2e/logback.xml", "/static/css/", "/static/x.class")) {
            assertThat(server.send(anonymous(path)).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void the_theme_comes_back_in_the_page_and_leads_nowhere_else() {
        var owner = visitor.signedIn();
        var answer = owner.post("/theme", Map.of("theme", "dark", "back", "//evil.example/x"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).startsWith("__Host-theme=dark");
        var dark = server.send(anonymous("/sign-in").header("Cookie", "__Host-theme=dark"))
                .body();
        assertThat(dark).contains("data-theme=\"dark\"");
    }
}
