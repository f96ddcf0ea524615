package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.http.Headers;

/** Every answer of every route carries the headers that protect it, also when the program fails inside. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HeadersIT {
    @TempDir
    static Path folder;

    private static TestServer stranger;

    @SuppressWarnings("NullAway.Init") // the first test in order sets it
    private static TestServer owner;

    private static String csrf = "";

    @BeforeAll
    static void start() {
        stranger = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        stranger.close();
    }

    /** Those headers of every answer that are not among these. */
    static Set<String> missing(Collection<String> names) {
        var lower = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return Headers.ALWAYS.keySet().stream()
                .filter(name -> !lower.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private record Route(String method, String path) {}

    private static List<Route> routes() {
        return stranger.app().server().javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> new Route(endpoint.method.name(), endpoint.path.replaceAll("[{<][a-z]+[}>]", "1")))
                .toList();
    }

    private static void check(Route route, HttpResponse<String> answer) {
        assertThat(missing(answer.headers().map().keySet()))
                .as(route + " answers " + answer.statusCode())
                .isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .as(route.toString())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        // Browsers obey HSTS over TLS only; over plain HTTP on this machine it would only mislead.
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
    }

    private static HttpResponse<String> ask(TestServer who, Route route, String type, String body) {
        var request = who.page(route.path()).header("Content-Type", type);
        if (who == owner) {
            request.header("X-CSRF-Token", csrf).header("Origin", who.origin());
        }
        return who.send(request.method(
                route.method(),
                route.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @Test
    @Order(1)
    void for_a_stranger() {
        assertThat(routes()).hasSizeGreaterThan(60);
        for (var route : routes()) {
            check(route, ask(stranger, route, "application/json", "{}"));
        }
    }

    @Test
    @Order(2)
    void for_who_is_signed_in_with_good_and_with_bad_bodies() {
        owner = stranger.signedIn();
        csrf = owner.csrf();
        var statuses = new ArrayList<Integer>();
        for (var route : routes()) {
            if (route.path().equals("/sign-out")) {
                continue;
            }
            for (var type : List.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data")) {
                var answer = ask(owner, route, type, type.endsWith("json") ? "{" : "a=b");
                check(route, answer);
                assertThat(answer.statusCode())
                        .as(route + " " + type + answer.body())
                        .isLessThan(500);
                statuses.add(answer.statusCode());
                if (route.method().equals("GET")) {
                    break;
                }
            }
        }
        assertThat(statuses).contains(200, 303, 400, 404, 422);
    }

    @Test
    @Order(3)
    void when_the_program_fails_inside_and_then_nothing_of_the_inside_is_told() {
        stranger.app().database().tx().writing(db -> {
            for (var table : List.of("workload", "own_site", "round_trip", "plan", "job", "import_batch")) {
                db.dsl().execute("drop table " + table + " cascade");
            }
        });
        int failed = 0;
        for (var route : routes()) {
            if (route.path().equals("/sign-out")) {
                continue;
            }
            var answer = ask(owner, route, "application/json", "{\"name\": \"x\", \"items\": []}");
            check(route, answer);
            assertThat(answer.body())
                    .as(route + " " + answer.statusCode())
                    .doesNotContain("Exception")
                    .doesNotContain("org.tierwise")
                    .doesNotContain("org.h2")
                    .doesNotContain("jooq")
                    .doesNotContain("\tat ")
                    .doesNotContainPattern("(?i)select .* from |jdbc:|SQL statement|Table .* not found");
            failed += answer.statusCode() >= 500 ? 1 : 0;
        }
        // Else the table of routes was not shaken at all.
        assertThat(failed).isGreaterThan(20);
    }
}
