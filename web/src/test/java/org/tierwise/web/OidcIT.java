package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.account.Totp;
import org.tierwise.web.account.OidcProvider;
import org.tierwise.web.account.People;

/** Signing in at a real OpenID provider that runs beside the test. */
class OidcIT {
    @TempDir
    static Path folder;

    private static final TestClock CLOCK = new TestClock();

    private static MockOAuth2Server provider;
    private static TestServer server;
    private static Visitor owner;

    @BeforeAll
    static void start() {
        provider = new MockOAuth2Server();
        provider.start();
        var site = new OidcProvider(
                URI.create(provider.issuerUrl("bank").toString()), "tierwise", "a secret of the client");
        server = TestServer.start(new Settings(Settings.Listen.local(0), folder, "", false, Optional.of(site)), CLOCK);
        owner = Visitor.atTheMachine(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.shutdown();
    }

    /** Whom the provider will say that it signed in. */
    private static void willBe(String subject, Map<String, Object> claims) {
        provider.enqueueCallback(
                new DefaultOAuth2TokenCallback("bank", subject, "JWT", List.of("tierwise"), claims, 3600));
    }

    /** The browser's way to the provider and back; the last answer is ours. */
    private static HttpResponse<String> there(Visitor visitor, String away) {
        return visitor.get(comingBack(away));
    }

    private static String comingBack(String away) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(away)).build(), HttpResponse.BodyHandlers.ofString());
            return answer.headers().firstValue("Location").orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String away(Visitor visitor) {
        var answer = visitor.get("/sign-in/oidc");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> signIn(Visitor visitor, String subject, Map<String, Object> claims) {
        willBe(subject, claims);
        return there(visitor, away(visitor));
    }

    private static Map<String, Object> verified(String email) {
        return Map.of("email", email, "email_verified", true, "name", "Ada Lovelace");
    }

    @Test
    void an_invited_person_gets_an_account_and_comes_back_to_it() {
        People.invitation(owner, "ada@bank.example", "EDITOR");
        var ada = new Visitor(server.origin());
        assertThat(ada.get("/sign-in").body()).contains("Sign in with your organisation");
        assertThat(signIn(ada, "ada-1", verified("Ada@bank.example")).statusCode())
                .isEqualTo(303);
        assertThat(ada.post("/workloads", Map.of("name", "Robot", "purpose", "BATCH"))
                        .statusCode())
                .isNotEqualTo(403);
        var later = new Visitor(server.origin());
        assertThat(signIn(later, "ada-1", Map.of()).statusCode()).isEqualTo(303);
        assertThat(later.get("/account").body()).contains("Ada@bank.example");
    }

    @Test
    void the_request_carries_state_nonce_and_a_proof_key() {
        assertThat(away(new Visitor(server.origin())))
                .contains("response_type=code")
                .contains("state=")
                .contains("nonce=")
                .contains("code_challenge_method=S256")
                .contains("redirect_uri=");
    }

    @Test
    void a_stranger_is_told_to_ask_for_an_invitation() {
        var answer = signIn(new Visitor(server.origin()), "eve-1", verified("eve@bank.example"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Nobody invited eve@bank.example yet");
    }

    @Test
    void an_email_that_the_provider_does_not_vouch_for_joins_nothing() {
        People.invitation(owner, "bob@bank.example", "ADMIN");
        var answer = signIn(
                new Visitor(server.origin()), "bob-1", Map.of("email", "bob@bank.example", "email_verified", false));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void an_account_is_not_taken_over_by_its_email_but_connected_by_its_owner() {
        var cleo = People.member(server, owner, "cleo@bank.example", "EDITOR");
        var thief = signIn(new Visitor(server.origin()), "thief-1", verified("cleo@bank.example"));
        assertThat(thief.statusCode()).isEqualTo(403);
        assertThat(thief.body()).contains("connect it under Account");

        willBe("cleo-1", verified("cleo@bank.example"));
        assertThat(cleo.post("/account/connect", Map.of("password", "wrong"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/account?done=wrongcode");
        var page = cleo.post("/account/connect", Map.of("password", People.PASSWORD));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var link = page.body()
                .replaceAll("(?s).*href=\"(http[^\"]+authorize[^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(there(cleo, link).headers().firstValue("Location")).hasValue("/account?done=connected");
        var later = new Visitor(server.origin());
        assertThat(signIn(later, "cleo-1", Map.of()).statusCode()).isEqualTo(303);
        assertThat(later.get("/account").body()).contains("cleo@bank.example");
    }

    @Test
    void an_answer_counts_only_in_the_browser_that_asked_and_only_once() {
        People.invitation(owner, "dora@bank.example", "VIEWER");
        var dora = new Visitor(server.origin());
        var back = comingBack(away(dora));
        var other = new Visitor(server.origin()).get(back);
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("does not belong to a sign-in that began in this browser");
        var forged = dora.get(back.replaceAll("state=[^&]+", "state=forged"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(dora.get(back).statusCode()).as("used up by the forged one").isEqualTo(403);
    }

    @Test
    void a_token_of_another_sign_in_is_refused() {
        People.invitation(owner, "finn@bank.example", "VIEWER");
        var finn = new Visitor(server.origin());
        willBe("finn-1", verified("finn@bank.example"));
        // The provider puts the nonce that it was given into the token: here, not ours.
        var back = comingBack(away(finn).replaceAll("nonce=[^&]+", "nonce=another"));
        var answer = finn.get(back);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("token was refused");
    }

    @Test
    void a_token_for_another_application_or_one_that_is_over_is_refused() {
        People.invitation(owner, "hugo@bank.example", "VIEWER");
        var claims = verified("hugo@bank.example");
        long now = CLOCK.instant().getEpochSecond();
        for (var wrong : List.of(
                Map.of("aud", List.of("payroll")),
                Map.of("iss", "https://elsewhere.example"),
                Map.of("exp", now - 3_600, "iat", now - 7_200))) {
            var all = new HashMap<String, Object>(claims);
            all.putAll(wrong);
            var hugo = new Visitor(server.origin());
            var answer = signIn(hugo, "hugo-1", all);
            assertThat(answer.statusCode()).as(wrong.toString()).isEqualTo(403);
            assertThat(answer.body()).contains("token was refused");
            assertThat(hugo.get("/account").statusCode()).isEqualTo(303);
        }
        var hugo = new Visitor(server.origin());
        assertThat(signIn(hugo, "hugo-1", claims).statusCode()).isEqualTo(303);
    }

    /** Whoever sits between Tierwise and its provider can answer for it, but cannot sign for it. */
    @Test
    void a_token_that_another_key_signed_is_refused() throws IOException {
        var stranger = new MockOAuth2Server();
        stranger.start();
        // It takes its keys from a list: the first one is that of the honest provider.
        stranger.issueToken("another", "tierwise", new DefaultOAuth2TokenCallback());
        try (var between = new Between(provider, stranger);
                var site = TestServer.start(new Settings(
                        Settings.Listen.local(0),
                        folder.resolve("between"),
                        "",
                        false,
                        Optional.of(new OidcProvider(between.issuer(), "tierwise", "a secret of the client"))))) {
            People.invitation(Visitor.atTheMachine(site), "ivy@bank.example", "VIEWER");
            for (boolean forged : List.of(true, false)) {
                between.forging = forged;
                (forged ? stranger : provider)
                        .enqueueCallback(new DefaultOAuth2TokenCallback(
                                "bank", "ivy-1", "JWT", List.of("tierwise"), verified("ivy@bank.example"), 3600));
                var ivy = new Visitor(site.origin());
                var answer = there(ivy, away(ivy));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(forged ? 403 : 303);
                if (forged) {
                    assertThat(answer.body()).contains("token was refused");
                }
            }
        } finally {
            stranger.shutdown();
        }
    }

    /** Passes everything on to a provider; signing in goes to another one while it forges, the keys stay. */
    private static final class Between implements AutoCloseable {
        private final HttpServer listener;
        private final HttpClient client = HttpClient.newHttpClient();
        volatile boolean forging;

        Between(MockOAuth2Server honest, MockOAuth2Server stranger) throws IOException {
            listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            listener.createContext("/", exchange -> {
                try (exchange) {
                    boolean signing = exchange.getRequestURI().getPath().matches(".*/(authorize|token)");
                    var to = (forging && signing ? stranger : honest)
                            .baseUrl()
                            .uri()
                            .resolve(exchange.getRequestURI());
                    var request = HttpRequest.newBuilder(to)
                            .header("Host", exchange.getRequestHeaders().getFirst("Host"))
                            .method(
                                    exchange.getRequestMethod(),
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()));
                    for (var name : List.of("Content-Type", "Authorization", "Accept")) {
                        var value = exchange.getRequestHeaders().getFirst(name);
                        if (value != null) {
                            request.header(name, value);
                        }
                    }
                    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                    for (var name : List.of("Content-Type", "Location")) {
                        answer.headers()
                                .firstValue(name)
                                .ifPresent(
                                        value -> exchange.getResponseHeaders().set(name, value));
                    }
                    exchange.sendResponseHeaders(
                            answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            listener.start();
        }

        URI issuer() {
            return URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/bank");
        }

        @Override
        public void close() {
            listener.stop(0);
        }
    }

    @Test
    void a_disabled_account_does_not_get_in_from_elsewhere() {
        People.invitation(owner, "gone@bank.example", "VIEWER");
        var gone = new Visitor(server.origin());
        signIn(gone, "gone-1", verified("gone@bank.example"));
        var page = owner.get("/accounts").body();
        var id = page.substring(page.indexOf("gone@bank.example"))
                .replaceAll("(?s).*?action=\"/accounts/(\\d+)\".*", "$1");
        owner.post("/accounts/" + id, Map.of("action", "DISABLE"));
        assertThat(signIn(new Visitor(server.origin()), "gone-1", Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void another_site_does_not_sign_anybody_in_behind_their_back() {
        var answer = new Visitor(server.origin())
                .with("Sec-Fetch-Site", "cross-site")
                .get("/sign-in/oidc");
        assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
    }

    @Test
    void a_second_factor_that_is_set_up_here_is_asked_for_unless_the_provider_did() {
        People.invitation(owner, "gina@bank.example", "VIEWER");
        var gina = new Visitor(server.origin());
        signIn(gina, "gina-1", verified("gina@bank.example"));
        var page = gina.get("/account/second-factor").body();
        var secret = page.replaceAll("(?s).*<p><code>([A-Z2-7 ]{39})</code></p>.*", "$1")
                .replace(" ", "");
        var sealed = page.replaceAll("(?s).*name=\"sealed\" value=\"([^\"]+)\".*", "$1");
        var on = gina.post(
                "/account/second-factor", Map.of("sealed", sealed, "code", Totp.code(secret, CLOCK.nextStep())));
        assertThat(on.statusCode()).as(on.body()).isEqualTo(200);

        var weak = signIn(new Visitor(server.origin()), "gina-1", Map.of());
        assertThat(weak.headers().firstValue("Location")).hasValue("/sign-in/code");
        var strong = signIn(new Visitor(server.origin()), "gina-1", Map.of("amr", List.of("pwd", "mfa")));
        assertThat(strong.headers().firstValue("Location")).hasValue("/");
    }
}
