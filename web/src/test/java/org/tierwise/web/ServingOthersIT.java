package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.account.Totp;
import org.tierwise.web.account.People;
import org.tierwise.web.cli.BadUsage;
import org.tierwise.web.cli.RootCommand;
import org.tierwise.web.http.AddressRange;
import org.tierwise.web.http.PublicAddress;

/** Serving others than the people at this machine: only with an operator, and only behind TLS. */
class ServingOthersIT {
    private static final URI NAME = URI.create("https://tierwise.example.com");

    @TempDir
    Path folder;

    /** What came of a command: what would be served, or what was told. */
    private record Outcome(List<Settings> served, int code, String told) {}

    private static Outcome outcome(String... arguments) {
        var served = new ArrayList<Settings>();
        var line = RootCommand.with(new ServeCommand(settings -> {
            served.add(settings);
            return 0;
        }));
        var told = new java.io.StringWriter();
        line.setErr(new java.io.PrintWriter(told));
        line.getSubcommands().values().forEach(each -> each.setErr(new java.io.PrintWriter(told)));
        int code = line.execute(arguments);
        return new Outcome(served, code, told.toString());
    }

    private static String refusal(String... arguments) {
        var outcome = outcome(arguments);
        assertThat(outcome.served()).as(outcome.told()).isEmpty();
        assertThat(outcome.code()).isEqualTo(RootCommand.BAD_USAGE);
        return outcome.told();
    }

    @Test
    void the_secret_of_a_provider_is_read_from_its_file() throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "s3cret of the client\n");
        var provider = List.of("serve", "--oidc-issuer", "https://login.example.com", "--oidc-client", "tierwise");
        var served = outcome(with(provider, "--oidc-secret-file", file.toString()));
        assertThat(served.served()).as(served.told()).hasSize(1);
        assertThat(served.served().getFirst().oidc().orElseThrow().clientSecret())
                .isEqualTo("s3cret of the client");

        assertThat(refusal(with(provider, "--oidc-secret-file", at("missing"))))
                .contains("(" + at("missing") + ") cannot be read")
                .doesNotContain("\tat ");
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThat(refusal(with(provider, "--oidc-secret-file", empty.toString())))
                .contains("(" + empty + ") is empty");
        assertThat(refusal("serve", "--oidc-secret-file", file.toString()))
                .contains("--oidc-issuer, --oidc-client")
                .doesNotContain("s3cret");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void it_does_not_listen_beyond_this_machine_without_a_name_and_tls() {
        assertThat(refusal("serve", "--bind", "0.0.0.0"))
                .contains("opens Tierwise to others")
                .contains("--public-url");
        assertThat(refusal("serve", "--bind", "0.0.0.0", "--public-url", "https://tierwise.example.com"))
                .contains("without TLS")
                .contains("--tls-certificate")
                .contains("--trusted-proxy");
        assertThat(refusal("serve", "--public-url", "https://tierwise.example.com"))
                .contains("without TLS");
        assertThat(refusal("serve", "--public-url", "http://tierwise.example.com"))
                .contains("must be https://");
        assertThat(refusal("serve", "--bind", "everywhere")).contains("(everywhere) must be an IP address");
        assertThat(refusal("serve", "--trusted-proxy", "proxy.example.com")).contains("(proxy.example.com)");
        assertThat(refusal("serve", "--public-url", "https://tierwise.example.com", "--trusted-proxy", "10.0.0.0/8"))
                .contains("must reach Tierwise by TLS too");
        assertThat(refusal("serve", "--no-runs")).contains("--no-runs needs --database");
        assertThat(refusal("serve", "--tls-key", "key.pem")).contains("--tls-certificate is missing");
    }

    private static final TestClock CLOCK = new TestClock();

    private Settings behindProxy() {
        var address = new PublicAddress(NAME, List.of(AddressRange.parse("127.0.0.1")), false);
        return new Settings(
                new Settings.Listen("127.0.0.1", 0, address, Optional.empty()), folder, "", false, Optional.empty());
    }

    @Test
    void it_does_not_serve_others_before_there_is_an_operator() {
        assertThatThrownBy(() -> TestServer.start(behindProxy(), CLOCK))
                .isInstanceOf(BadUsage.class)
                .hasMessageContaining("create-operator");
    }

    @Test
    void behind_a_proxy_it_answers_to_its_name_and_asks_everybody_for_a_second_factor() {
        try (var local = TestServer.start(folder)) {
            var owner = Visitor.atTheMachine(local);
            People.operator(owner, "op@example.com");
            People.member(local, owner, "editor@example.com", "EDITOR");
            People.member(local, owner, "admin@example.com", "ADMIN");
        }
        try (var server = TestServer.start(behindProxy(), CLOCK)) {
            var proxied = proxied(server, "203.0.113.7");
            var page = proxied.get("/sign-in");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=")
                    .contains("includeSubDomains");
            assertThat(page.body()).doesNotContain(folder.toString());
            assertThat(new Visitor(server.origin())
                            .with("Host", "evil.example.com")
                            .get("/sign-in")
                            .statusCode())
                    .isEqualTo(421);

            var link = URI.create(server.signInUrl());
            var stolen = proxied.send(HttpRequest.newBuilder(link));
            assertThat(stolen.statusCode()).as("the link from elsewhere").isEqualTo(403);

            var signedIn = proxied.post("/sign-in", Map.of("email", "admin@example.com", "password", People.PASSWORD));
            assertThat(signedIn.statusCode()).isEqualTo(303);
            assertThat(proxied.cookies()).containsKey("__Host-tierwise");
            for (var path : List.of("/workloads", "/members")) {
                assertThat(proxied.get(path).headers().firstValue("Location")).hasValue("/account/second-factor");
            }
            var refused = proxied.post("/workloads", Map.of("name", "Robot"));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("needs your second factor");
            assertThat(proxied.get("/account/second-factor").body()).contains("second factor is missing");

            var editor = proxied(server, "203.0.113.8");
            editor.post("/sign-in", Map.of("email", "editor@example.com", "password", People.PASSWORD));
            setUpSecondFactor(editor);
            assertThat(editor.get("/workloads").statusCode()).isEqualTo(200);
            assertThat(editor.get("/account").body()).contains("203.0.113.8");
        }
    }

    private static void setUpSecondFactor(Visitor visitor) {
        var page = visitor.get("/account/second-factor").body();
        var secret = page.replaceAll("(?s).*<p><code>([A-Z2-7 ]{39})</code></p>.*", "$1")
                .replace(" ", "");
        var sealed = page.replaceAll("(?s).*name=\"sealed\" value=\"([^\"]+)\".*", "$1");
        var code = Totp.code(secret, CLOCK.nextStep());
        var on = visitor.post(
                "/account/second-factor", Map.of("sealed", sealed, "code", code, "password", People.PASSWORD));
        assertThat(on.statusCode()).as(on.body()).isEqualTo(200);
    }

    /** As a proxy would pass the request on. */
    private static Visitor proxied(TestServer server, String client) {
        return new Visitor(server.origin(), NAME.toString())
                .with("Host", NAME.getHost())
                .with("X-Forwarded-For", "198.51.100.9, " + client);
    }

    @Test
    void what_others_say_of_where_they_come_from_is_not_believed() {
        try (var server = TestServer.start(folder)) {
            // From the sign-in on, because the session keeps the address of that moment.
            var owner = new Visitor(server.origin()).with("X-Forwarded-For", "203.0.113.9");
            assertThat(owner.send(HttpRequest.newBuilder(URI.create(server.signInUrl())))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(owner.get("/account").body()).contains("127.0.0.1").doesNotContain("203.0.113.9");
        }
    }
}
