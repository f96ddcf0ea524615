package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.security.Roles;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.account.People;
import org.tierwise.web.http.Role;

/**
 * Every route with every kind of caller, made from the route table itself. What each route asks for stands in
 * permissions.csv too, so that neither a new route nor a lower role goes unnoticed.
 */
class PermissionMatrixIT {
    @TempDir
    static Path folder;

    private static TestServer server;
    private static final Map<String, Identity> IDENTITIES = new LinkedHashMap<>();
    private static Visitor owner;
    private static Visitor other;

    /** A caller and the highest role that they have in the first workspace. */
    private record Identity(Visitor visitor, Role role, boolean program) {}

    private record Route(String method, String path, Role role) {
        /** A path that can be asked for: whatever its parameters name is not there. */
        String concrete() {
            return path.replace("{format}", "csv").replaceAll("\\{[a-z]+}|<[a-z]+>", "999999");
        }

        boolean api() {
            return path.startsWith("/api/");
        }
    }

    @BeforeAll
    static void make_everybody() {
        server = TestServer.start(folder);
        owner = Visitor.atTheMachine(server);
        People.operator(owner, "op@example.com");
        IDENTITIES.put("anonymous", new Identity(new Visitor(server.origin()), Role.ANYONE, false));
        for (var role : List.of(Role.VIEWER, Role.EDITOR, Role.APPROVER, Role.ADMIN)) {
            var member = People.member(server, owner, role + "@example.com", role.name());
            IDENTITIES.put(role.name(), new Identity(member, role, false));
        }
        IDENTITIES.put(
                "operator",
                new Identity(People.signedIn(server, "op@example.com", People.PASSWORD), Role.OPERATOR, false));
        IDENTITIES.put("link", new Identity(owner, Role.OPERATOR, false));
        for (var role : List.of(Role.VIEWER, Role.EDITOR, Role.ADMIN)) {
            var key = People.key(visitor("ADMIN"), "key " + role, role.name());
            var program = new Visitor(server.origin()).with("Authorization", "Bearer " + key);
            IDENTITIES.put("token " + role, new Identity(program, role, true));
        }
        IDENTITIES.put("signed out", new Identity(signedOut(), Role.ANYONE, false));
        IDENTITIES.put("withdrawn token", new Identity(withdrawnToken(), Role.ANYONE, true));
        IDENTITIES.put("outsider", new Identity(outsider(), Role.SIGNED_IN, false));
        other = otherAdmin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Visitor visitor(String name) {
        return Objects.requireNonNull(IDENTITIES.get(name)).visitor();
    }

    private static Visitor signedOut() {
        var visitor = People.signedIn(server, "op@example.com", People.PASSWORD);
        var cookies = Map.copyOf(visitor.cookies());
        visitor.post("/sign-out", Map.of());
        visitor.cookies().putAll(cookies);
        return visitor;
    }

    private static Visitor withdrawnToken() {
        var editor = visitor("EDITOR");
        var key = People.key(editor, "gone", "EDITOR");
        var id = found("/tokens/(\\d+)/delete", editor.get("/tokens").body());
        assertThat(editor.post("/tokens/" + id + "/delete", Map.of()).statusCode())
                .isEqualTo(303);
        return new Visitor(server.origin()).with("Authorization", "Bearer " + key);
    }

    /** Somebody with an account and without a workspace. */
    private static Visitor outsider() {
        var visitor = People.member(server, owner, "outsider@example.com", "VIEWER");
        var page = owner.get("/members").body();
        var id = found("/members/(\\d+)/remove", page.substring(page.indexOf("outsider@example.com")));
        owner.post("/members/" + id + "/remove", Map.of());
        return visitor;
    }

    /** An administrator of another workspace, who asks for the first one by cookie. */
    private static Visitor otherAdmin() {
        var operator = People.signedIn(server, "op@example.com", People.PASSWORD);
        operator.post("/workspaces", Map.of("name", "Other estate"));
        var visitor = People.member(server, operator, "other@example.com", "ADMIN");
        visitor.cookies().put("__Host-workspace", "1");
        return visitor;
    }

    private static String found(String pattern, String text) {
        var match = Pattern.compile(pattern).matcher(text);
        assertThat(match.find()).as(pattern).isTrue();
        return match.group(1);
    }

    private static List<Route> routes() {
        return server.app().server().javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> new Route(
                        endpoint.method.name(),
                        endpoint.path,
                        endpoint.metadata(Roles.class).getRoles().stream()
                                .map(Role.class::cast)
                                .findFirst()
                                .orElseThrow()))
                .toList();
    }

    @Test
    void the_roles_of_all_routes_are_those_that_were_decided() throws IOException {
        var decided = new ArrayList<String>();
        try (var in = PermissionMatrixIT.class.getResourceAsStream("/permissions.csv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(decided::add);
        }
        assertThat(routes().stream().map(route -> route.method + "," + route.path + "," + route.role))
                .as("the route table against permissions.csv")
                .containsExactlyInAnyOrderElementsOf(decided);
    }

    @Test
    void every_route_lets_in_whom_it_should_and_nobody_else() {
        var wrong = new ArrayList<String>();
        int asked = 0;
        for (var route : routes()) {
            if (route.path.equals("/sign-out")) {
                continue;
            }
            for (var identity : IDENTITIES.entrySet()) {
                var answer = ask(identity.getValue(), route);
                asked++;
                if (!isRight(identity.getValue(), route, answer)) {
                    wrong.add(identity.getKey() + " at " + route + ": " + answer.statusCode() + " "
                            + answer.headers().firstValue("Location").orElse(""));
                }
            }
        }
        assertThat(asked).isGreaterThan(1_000);
        assertThat(wrong).isEmpty();
    }

    private static HttpResponse<String> ask(Identity identity, Route route) {
        var visitor = identity.visitor();
        var request = visitor.request(route.concrete());
        if (route.method.equals("GET")) {
            return visitor.send(request.GET());
        }
        if (route.api()) {
            request.header("Content-Type", "application/json");
            if (!identity.program()) {
                request.header("X-CSRF-Token", visitor.csrf());
            }
            return visitor.send(request.method(route.method, BodyPublishers.ofString("{}")));
        }
        return visitor.post(route.concrete(), Map.of("none", "none"));
    }

    private static boolean isRight(Identity identity, Route route, HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean toSignIn = status == 303
                && answer.headers()
                        .firstValue("Location")
                        .filter("/sign-in"::equals)
                        .isPresent();
        boolean nobody = identity.role == Role.ANYONE || identity.program && !route.api();
        if (route.role == Role.ANYONE) {
            return status != 401 && (status != 403 || route.path.startsWith("/sign-in"));
        }
        if (nobody) {
            return status == 401 || toSignIn;
        }
        if (route.role == Role.SIGNED_IN && identity.program || !identity.role.includes(route.role)) {
            return status == 403;
        }
        // What belongs to the link's holder only by an account is refused in words too.
        boolean needsAccount = identity.visitor == owner && route.path.startsWith("/account/");
        return status < 500 && status != 401 && (status != 403 || needsAccount) && !toSignIn;
    }

    @Test
    void what_another_workspace_has_is_not_there() {
        var editor = visitor("EDITOR");
        var admin = visitor("ADMIN");
        editor.post("/workloads", Map.of("name", "Secret robot", "purpose", "BATCH"));
        editor.post("/capacity/own", Map.of());
        var workload = found("/workloads/(\\d+)\"", editor.get("/workloads").body());
        var key = People.key(editor, "secret key", "EDITOR");
        var token = found("/tokens/(\\d+)/delete", editor.get("/tokens").body());
        People.invitation(admin, "waiting@example.com", "VIEWER");
        var invitation = found(
                "/members/invitations/(\\d+)/withdraw", admin.get("/members").body());
        var member = found("/members/(\\d+)/role", admin.get("/members").body());

        assertThat(other.get("/workloads").body()).doesNotContain("Secret robot");
        assertThat(other.get("/workloads/" + workload).statusCode()).isEqualTo(404);
        assertThat(other.get("/api/v1/workloads/" + workload).statusCode()).isEqualTo(404);
        for (var path : List.of(
                "/workloads/" + workload,
                "/workloads/" + workload + "/delete",
                "/tokens/" + token + "/delete",
                "/members/invitations/" + invitation + "/withdraw",
                "/members/" + member + "/role",
                "/members/" + member + "/remove",
                "/workspaces/1/choose")) {
            assertThat(other.post(path, Map.of("name", "Mine", "role", "ADMIN", "version", "1"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (var method : List.of("PUT", "DELETE")) {
            var answer = other.send(other.request("/api/v1/workloads/" + workload)
                    .header("Content-Type", "application/json")
                    .header("X-CSRF-Token", other.csrf())
                    .header("If-Match", "\"1\"")
                    .method(method, BodyPublishers.ofString("{\"name\":\"Mine\",\"purpose\":\"BATCH\"}")));
            assertThat(answer.statusCode()).as(method).isEqualTo(404);
        }
        assertThat(editor.get("/workloads/" + workload).body()).contains("Secret robot");
        assertThat(new Visitor(server.origin())
                        .with("Authorization", "Bearer " + key)
                        .get("/api/v1/workloads/" + workload)
                        .statusCode())
                .isEqualTo(200);
    }
}
