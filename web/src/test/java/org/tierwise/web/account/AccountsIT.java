package org.tierwise.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.account.Totp;
import org.tierwise.web.TestClock;
import org.tierwise.web.TestServer;
import org.tierwise.web.Visitor;

/** Accounts through the real pages: who gets in, how, and what they may do there. */
class AccountsIT {
    @TempDir
    static Path folder;

    private static final TestClock CLOCK = new TestClock();

    private static TestServer server;
    private static Visitor owner;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, CLOCK);
        owner = Visitor.atTheMachine(server);
        People.operator(owner, "op@example.com");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int status(Visitor visitor, String email, String password) {
        return visitor.post("/sign-in", Map.of("email", email, "password", password))
                .statusCode();
    }

    @Test
    void an_operator_signs_in_by_password_and_gets_a_closed_cookie() {
        var visitor = new Visitor(server.origin());
        var answer = visitor.post("/sign-in", Map.of("email", " OP@example.com", "password", People.PASSWORD));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("HttpOnly")
                        .contains("Secure")
                        .contains("SameSite=Lax")
                        .contains("Path=/"));
        assertThat(visitor.get("/accounts").statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_and_an_unknown_email_get_the_same_answer() {
        var known =
                new Visitor(server.origin()).post("/sign-in", Map.of("email", "op@example.com", "password", "wrong"));
        var unknown =
                new Visitor(server.origin()).post("/sign-in", Map.of("email", "no@example.com", "password", "wrong"));
        assertThat(known.statusCode()).isEqualTo(422).isEqualTo(unknown.statusCode());
        assertThat(known.body().replace("op@", "no@")).isEqualTo(unknown.body());
        assertThat(known.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void a_member_may_do_what_the_role_says_and_is_told_what_is_missing() {
        var viewer = People.member(server, owner, "viewer@example.com", "VIEWER");
        assertThat(viewer.get("/workloads").statusCode()).isEqualTo(200);
        var refused = viewer.post("/workloads", Map.of("name", "Robot"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("needs the role editor").contains("you are viewer");
        assertThat(viewer.get("/members").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/accounts").statusCode()).isEqualTo(403);
        assertThat(owner.get("/workloads").body()).doesNotContain("Robot");
    }

    @Test
    void an_invitation_works_once() {
        var link = People.invitation(owner, "once@example.com", "EDITOR");
        var token = People.token(link);
        var first = new Visitor(server.origin())
                .post("/invitation", Map.of("token", token, "name", "Once", "new-password", People.PASSWORD));
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(new Visitor(server.origin()).get(link).statusCode()).isEqualTo(404);
        var second = new Visitor(server.origin())
                .post("/invitation", Map.of("token", token, "name", "Twice", "new-password", People.PASSWORD));
        assertThat(second.statusCode()).isEqualTo(404);
    }

    @Test
    void an_invitation_to_an_account_needs_its_owner_signed_in() {
        People.member(server, owner, "taken@example.com", "VIEWER");
        var other = Visitor.atTheMachine(server);
        assertThat(other.post("/workspaces", Map.of("name", "Second estate")).statusCode())
                .isEqualTo(303);
        var link = People.invitation(other, "taken@example.com", "ADMIN");
        var stranger = new Visitor(server.origin());
        assertThat(stranger.get(link).body()).contains("Sign in to it").doesNotContain("Create account");
        var grabbed = stranger.post(
                "/invitation",
                Map.of("token", People.token(link), "name", "Eve", "new-password", "another good password"));
        assertThat(grabbed.statusCode()).isEqualTo(200);
        assertThat(status(new Visitor(server.origin()), "taken@example.com", "another good password"))
                .isEqualTo(422);

        var person = People.signedIn(server, "taken@example.com", People.PASSWORD);
        assertThat(person.post("/invitation", Map.of("token", People.token(link)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(person.get("/workspaces").body()).contains("Second estate").contains("Administrator");
    }

    @Test
    void weak_passwords_are_refused_with_the_reason() {
        var link = People.invitation(owner, "weak@example.com", "VIEWER");
        for (var password : List.of("short", "password1234", "weak@example.com1", "x".repeat(300))) {
            var answer = new Visitor(server.origin())
                    .post("/invitation", Map.of("token", People.token(link), "name", "Weak", "new-password", password));
            assertThat(answer.statusCode()).as(password).isEqualTo(422);
            assertThat(answer.body()).doesNotContain("value=\"" + password);
        }
    }

    @Test
    void a_session_that_somebody_prepared_is_not_taken_over() {
        var visitor = new Visitor(server.origin());
        var cookie = "__Host-tierwise-" + server.origin().replaceFirst(".*:", "");
        visitor.cookies().put(cookie, "prepared-by-somebody-else-000000000000000");
        assertThat(status(visitor, "op@example.com", People.PASSWORD)).isEqualTo(303);
        assertThat(visitor.cookies().get(cookie)).isNotEqualTo("prepared-by-somebody-else-000000000000000");
    }

    @Test
    void signing_out_and_a_new_password_end_sessions_at_once() {
        var ada = People.member(server, owner, "ada@example.com", "EDITOR");
        var phone = People.signedIn(server, "ada@example.com", People.PASSWORD);
        var stolen = Map.copyOf(phone.cookies());
        assertThat(phone.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        var thief = new Visitor(server.origin());
        thief.cookies().putAll(stolen);
        assertThat(thief.get("/workloads").statusCode()).isEqualTo(303);

        var tablet = People.signedIn(server, "ada@example.com", People.PASSWORD);
        var before = ada.cookies().toString();
        var changed = ada.post(
                "/account/password", Map.of("password", People.PASSWORD, "new-password", "four unrelated words here"));
        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(ada.cookies().toString()).isNotEqualTo(before);
        assertThat(ada.get("/workloads").statusCode()).isEqualTo(200);
        assertThat(tablet.get("/workloads").statusCode()).isEqualTo(303);
        assertThat(status(new Visitor(server.origin()), "ada@example.com", People.PASSWORD))
                .isEqualTo(422);
    }

    @Test
    void a_new_password_needs_the_current_one() {
        var visitor = People.member(server, owner, "own@example.com", "EDITOR");
        var answer = visitor.post(
                "/account/password", Map.of("password", "wrong", "new-password", "four unrelated words here"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("not your current password");
        assertThat(visitor.post("/account/sessions/end-others", Map.of("password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_person_ends_own_sessions_and_nobody_elses() {
        var ada = People.member(server, owner, "ends@example.com", "EDITOR");
        var eve = People.member(server, owner, "eve@example.com", "EDITOR");
        var id = session(ada.get("/account").body());
        assertThat(eve.post("/account/sessions/end", Map.of("session", id, "password", People.PASSWORD))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/account?done=gone");
        assertThat(ada.get("/account").statusCode()).isEqualTo(200);
        assertThat(ada.post("/account/sessions/end", Map.of("session", id))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/account?done=ended");
        assertThat(ada.get("/account").statusCode()).isEqualTo(303);
    }

    private static String session(String page) {
        var found = Pattern.compile("name=\"session\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void a_disabled_account_and_a_taken_role_count_at_once() {
        var visitor = People.member(server, owner, "soon@example.com", "EDITOR");
        var key = People.key(visitor, "ci", "EDITOR");
        var id = id(
                "/members/(\\d+)/role", "Member EDITOR", owner.get("/members").body(), "soon@example.com");
        owner.post("/members/" + id + "/role", Map.of("role", "VIEWER"));
        assertThat(owner.get("/activity/export.jsonl?kind=member&id=soon%40example.com")
                        .body())
                .containsPattern("\"before\":\"\\{[^}]*EDITOR[^}]*}")
                .containsPattern("\"after\":\"\\{[^}]*VIEWER[^}]*}");
        assertThat(visitor.post("/workloads", Map.of("name", "x")).statusCode()).isEqualTo(403);
        assertThat(create(key)).isEqualTo(403);

        owner.post("/accounts/" + id, Map.of("action", "DISABLE"));
        assertThat(visitor.get("/workloads").statusCode()).isEqualTo(303);
        assertThat(create(key)).isEqualTo(401);
        assertThat(status(new Visitor(server.origin()), "soon@example.com", People.PASSWORD))
                .isEqualTo(422);
    }

    private static String id(String path, String name, String page, String email) {
        var row = page.substring(page.indexOf(email));
        var found = Pattern.compile(path).matcher(row);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private static int create(String key) {
        var program = new Visitor(server.origin()).with("Authorization", "Bearer " + key);
        return program.send(program.request("/api/v1/workloads")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"By token\",\"purpose\":\"BATCH\"}")))
                .statusCode();
    }

    @Test
    void a_token_works_for_the_api_of_its_workspace_and_nothing_else() {
        var editor = People.member(server, owner, "robot@example.com", "EDITOR");
        var key = People.key(editor, "nightly", "EDITOR");
        assertThat(create(key)).isIn(201, 422);
        var program = new Visitor(server.origin()).with("Authorization", "Bearer " + key);
        assertThat(program.get("/api/v1/workloads").statusCode()).isEqualTo(200);
        assertThat(program.get("/workloads").statusCode()).isIn(303, 401);
        assertThat(program.get("/tokens").statusCode()).isIn(303, 401);
        assertThat(new Visitor(server.origin())
                        .with("Authorization", "Bearer tw_" + "x".repeat(43))
                        .get("/api/v1/workloads")
                        .statusCode())
                .isEqualTo(401);
        // A token beside a cookie: the cookie does not count.
        editor.with("Authorization", "Bearer tw_" + "x".repeat(43));
        assertThat(editor.get("/api/v1/workloads").statusCode()).isEqualTo(401);
    }

    @Test
    void nobody_makes_a_token_that_may_do_more_than_they() {
        var viewer = People.member(server, owner, "small@example.com", "VIEWER");
        var answer = viewer.post("/tokens", Map.of("name", "big", "role", "ADMIN", "days", "7"));
        assertThat(answer.statusCode()).isEqualTo(422);
        var long_lived = viewer.post("/tokens", Map.of("name", "long", "role", "VIEWER", "days", "400"));
        assertThat(long_lived.statusCode()).isEqualTo(422);
    }

    @Test
    void the_second_factor_is_asked_for_and_a_code_works_once() {
        var visitor = People.member(server, owner, "factor@example.com", "ADMIN");
        var page = visitor.get("/account/second-factor").body();
        var secret = page.replaceAll("(?s).*<p><code>([A-Z2-7 ]{39})</code></p>.*", "$1")
                .replace(" ", "");
        var sealed = page.replaceAll("(?s).*name=\"sealed\" value=\"([^\"]+)\".*", "$1");
        var wrong = visitor.post(
                "/account/second-factor", Map.of("sealed", sealed, "code", "000000", "password", People.PASSWORD));
        assertThat(wrong.statusCode()).isEqualTo(422);
        var first = Totp.code(secret, CLOCK.nextStep());
        var on = visitor.post(
                "/account/second-factor", Map.of("sealed", sealed, "code", first, "password", People.PASSWORD));
        assertThat(on.statusCode()).as(on.body()).isEqualTo(200);
        var recovery = Pattern.compile("<code>([2-9A-Z-]{34})</code>").matcher(on.body());
        assertThat(recovery.find()).isTrue();

        var phone = new Visitor(server.origin());
        assertThat(status(phone, "factor@example.com", People.PASSWORD)).isEqualTo(303);
        assertThat(phone.get("/workloads").statusCode()).as("half signed in").isEqualTo(303);
        assertThat(phone.post("/sign-in/code", Map.of("code", "000000")).statusCode())
                .isEqualTo(422);
        assertThat(phone.post("/sign-in/code", Map.of("code", first)).statusCode())
                .as("the code of the set-up")
                .isEqualTo(422);
        var code = Totp.code(secret, CLOCK.nextStep());
        assertThat(phone.post("/sign-in/code", Map.of("code", code)).statusCode())
                .isEqualTo(303);
        assertThat(phone.get("/workloads").statusCode()).isEqualTo(200);

        var again = new Visitor(server.origin());
        assertThat(status(again, "factor@example.com", People.PASSWORD)).isEqualTo(303);
        assertThat(again.post("/sign-in/code", Map.of("code", code)).statusCode())
                .as("the same code again")
                .isEqualTo(422);
        assertThat(again.post("/sign-in/code", Map.of("code", recovery.group(1)))
                        .statusCode())
                .isEqualTo(303);
        var twice = new Visitor(server.origin());
        assertThat(status(twice, "factor@example.com", People.PASSWORD)).isEqualTo(303);
        assertThat(twice.post("/sign-in/code", Map.of("code", recovery.group(1)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void guessing_is_stopped_and_the_person_still_gets_in_from_a_known_browser() {
        var person = People.member(server, owner, "target@example.com", "EDITOR");
        var guesser = new Visitor(server.origin());
        var answers = IntStream.range(0, 14)
                .mapToObj(i -> status(guesser, "target@example.com", "guess number " + i))
                .toList();
        assertThat(answers.subList(0, 10)).containsOnly(422);
        assertThat(answers.subList(10, 14)).containsOnly(429);
        assertThat(status(guesser, "target@example.com", People.PASSWORD))
                .as("even the right one, from there")
                .isEqualTo(429);
        var cookies = Map.copyOf(person.cookies());
        person.post("/sign-out", Map.of());
        var known = new Visitor(server.origin());
        cookies.forEach((name, value) -> {
            if (name.startsWith("__Host-device")) {
                known.cookies().put(name, value);
            }
        });
        assertThat(status(known, "target@example.com", People.PASSWORD)).isEqualTo(303);
    }

    @Test
    void a_link_for_a_new_password_works_once_and_ends_sessions() {
        var person = People.member(server, owner, "forgot@example.com", "EDITOR");
        var id = id("/members/(\\d+)/role", "member", owner.get("/members").body(), "forgot@example.com");
        var link = People.link(
                owner.post("/accounts/" + id + "/password-link", Map.of()).body());
        var fields = Map.of("token", People.token(link), "new-password", "brand new words to keep");
        assertThat(new Visitor(server.origin()).post("/new-password", fields).statusCode())
                .isEqualTo(303);
        assertThat(person.get("/workloads").statusCode()).isEqualTo(303);
        assertThat(new Visitor(server.origin()).post("/new-password", fields).statusCode())
                .isEqualTo(404);
        People.signedIn(server, "forgot@example.com", "brand new words to keep");
    }

    @Test
    void a_workspace_is_deleted_only_by_its_typed_name() {
        var operator = Visitor.atTheMachine(server);
        operator.post("/workspaces", Map.of("name", "Doomed estate"));
        var page = operator.get("/workspaces").body();
        var id = page.replaceAll("(?s).*<option value=\"(\\d+)\"[^>]*>Doomed estate</option>.*", "$1");
        assertThat(operator.post("/workspaces/delete", Map.of("workspace", id, "confirm", "doomed"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(operator.post("/workspaces/delete", Map.of("workspace", id, "confirm", "Doomed estate"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.get("/workspaces").body()).doesNotContain("Doomed estate");
    }
}
