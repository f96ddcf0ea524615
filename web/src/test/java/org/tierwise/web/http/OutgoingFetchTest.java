package org.tierwise.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fetch never reaches an address inside: every connection that it makes ends at a canary, which counts. */
class OutgoingFetchTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext tls;
    private static HttpServer plain;
    private static HttpsServer secured;
    private static ServerSocket canary;
    private static final AtomicInteger CAUGHT = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        tls = tlsFor("dns:localhost,dns:issuer.example,ip:127.0.0.1");
        plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(tls));
        canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(OutgoingFetchTest::countConnections);
        for (var server : List.of(plain, secured)) {
            server.createContext("/hello", text(200, "hello"));
            server.createContext("/refused", text(400, "{\"error\":\"invalid_grant\"}"));
            server.createContext("/large", text(200, "x".repeat(70_000)));
            server.createContext("/echo", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                answer(exchange, 200, exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            });
            server.createContext("/away", exchange -> {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + canary.getLocalPort() + "/");
                answer(exchange, 302, "");
            });
            server.start();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        plain.stop(0);
        secured.stop(0);
        canary.close();
    }

    private static void countConnections() {
        while (true) {
            try (var caught = canary.accept()) {
                CAUGHT.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static HttpHandler text(int status, String text) {
        return exchange -> answer(exchange, status, text);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** A certificate for these names that its own context trusts. */
    private static SSLContext tlsFor(String names) throws Exception {
        var file = Files.createTempFile(folder, "tls", ".p12");
        Files.delete(file);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "t",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=t",
                        "-ext",
                        "SAN=" + names,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("t", keys.getCertificate("t"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Every connection ends at the canary, whatever address it was meant for. */
    private static Socket toCanary(InetSocketAddress meant, int millis) throws IOException {
        return new Socket(canary.getInetAddress(), canary.getLocalPort());
    }

    private static InetAddress[] namesOfTheTest(String host) throws UnknownHostException {
        return switch (host) {
            case "inside.example" -> InetAddress.getAllByName("127.0.0.1");
            case "router.example" -> InetAddress.getAllByName("192.168.0.1");
            case "metadata.google.internal" -> InetAddress.getAllByName("169.254.169.254");
            case "six.example" -> InetAddress.getAllByName("fd00:ec2::254");
            case "mixed.example" ->
                new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.7")};
            case "public.example" -> InetAddress.getAllByName("8.8.8.8");
            default -> InetAddress.getAllByName(host);
        };
    }

    private static OutgoingFetch withEveryConnectionCaught() {
        return new OutgoingFetch(
                Set.of(),
                1000,
                Duration.ofSeconds(2),
                tls,
                OutgoingFetchTest::namesOfTheTest,
                OutgoingFetchTest::toCanary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "0",
                "0.0.0.0",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.255.255.254",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::a00:1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::1]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fec0::1]",
                "[ff02::1]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[100::1]",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "inside.example",
                "router.example",
                "metadata.google.internal",
                "six.example",
                "mixed.example",
                "user@127.0.0.1",
                "public.example:80@127.0.0.1",
                "127.0.0.1#@public.example",
                "127.0.0.1\\@public.example"
            })
    void an_internal_address_is_not_asked_in_whatever_form_it_is_written(String host) throws Exception {
        int before = CAUGHT.get();
        for (var scheme : List.of("https", "http")) {
            for (var end : List.of("/", ":8443/x?y=z")) {
                try {
                    var uri = new URI(scheme + "://" + host + end);
                    assertThatThrownBy(() -> withEveryConnectionCaught().get(uri))
                            .as(uri.toString())
                            .isInstanceOf(OutgoingFetchException.class);
                } catch (java.net.URISyntaxException e) {
                    assertThat(host).contains("\\");
                }
            }
        }
        assertThat(CAUGHT.get()).isEqualTo(before);
    }

    @Test
    void the_canary_catches_who_asks_a_public_address() {
        int before = CAUGHT.get();
        assertThatThrownBy(() -> withEveryConnectionCaught().get(URI.create("https://public.example/")))
                .isInstanceOf(OutgoingFetchException.class);
        assertThat(CAUGHT.get()).isEqualTo(before + 1);
    }

    @Test
    void the_connection_goes_to_the_address_that_was_checked_whatever_the_name_says_next() throws Exception {
        var lookups = new AtomicInteger();
        var dialled = new CopyOnWriteArrayList<String>();
        var fetch = new OutgoingFetch(
                Set.of(),
                1000,
                Duration.ofSeconds(2),
                tls,
                host -> InetAddress.getAllByName(lookups.incrementAndGet() == 1 ? "8.8.8.8" : "127.0.0.1"),
                (address, millis) -> {
                    dialled.add(address.getAddress().getHostAddress());
                    return new Socket(
                            InetAddress.getLoopbackAddress(),
                            secured.getAddress().getPort());
                });
        assertThat(fetch.get(URI.create("https://issuer.example/hello"))).isEqualTo("hello");
        assertThat(lookups).hasValue(1);
        assertThat(dialled).containsExactly("8.8.8.8");
    }

    @Test
    void a_certificate_for_another_name_is_refused() {
        var fetch = new OutgoingFetch(
                Set.of(),
                1000,
                Duration.ofSeconds(2),
                tls,
                host -> InetAddress.getAllByName("8.8.8.8"),
                (address, millis) -> new Socket(
                        InetAddress.getLoopbackAddress(), secured.getAddress().getPort()));
        assertThatThrownBy(() -> fetch.get(URI.create("https://other.example/hello")))
                .hasMessageContaining("other.example cannot be asked: ")
                .hasMessageContaining("No subject alternative DNS name matching");
    }

    @Test
    void a_certificate_that_nobody_trusts_is_refused() {
        var fetch = new OutgoingFetch(Set.of("localhost"), 1000);
        assertThatThrownBy(() -> fetch.get(at(secured, "https", "/hello"))).hasMessageContaining("cannot be asked");
    }

    private static OutgoingFetch allowed() {
        return allowed(Duration.ofSeconds(1));
    }

    private static OutgoingFetch allowed(Duration timeMax) {
        return new OutgoingFetch(
                Set.of("LocalHost"),
                OutgoingFetch.BYTES_USUAL,
                timeMax,
                tls,
                InetAddress::getAllByName,
                (address, millis) -> new Socket(address.getAddress(), address.getPort()));
    }

    private static URI at(HttpServer server, String scheme, String path) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
    }

    @Test
    void an_internal_host_that_the_administrator_named_is_asked() throws Exception {
        assertThat(allowed().get(at(secured, "https", "/hello"))).isEqualTo("hello");
        assertThat(allowed().get(at(plain, "http", "/hello"))).isEqualTo("hello");
    }

    @Test
    void http_is_only_for_this_machine() {
        var fetch = new OutgoingFetch(
                Set.of("router.example"),
                1000,
                Duration.ofSeconds(2),
                tls,
                OutgoingFetchTest::namesOfTheTest,
                OutgoingFetchTest::toCanary);
        int before = CAUGHT.get();
        assertThatThrownBy(() -> fetch.get(URI.create("http://router.example/")))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> fetch.get(URI.create("http://public.example/")))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> fetch.get(URI.create("file:///etc/passwd"))).hasMessageContaining("https");
        assertThatThrownBy(() -> fetch.get(URI.create("https:///x"))).hasMessageContaining("no host");
        assertThat(CAUGHT.get()).isEqualTo(before);
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        assertThatThrownBy(() -> allowed().get(at(plain, "http", "/away")))
                .hasMessage("localhost answered with the status 302, a redirect, which is not followed."
                        + " Maybe the configured URL should be the final one.");
        // Connections are counted in their order: if the fetch had come, it would have been counted before this one.
        int before = CAUGHT.get();
        try (var own = new Socket(canary.getInetAddress(), canary.getLocalPort())) {
            assertThat(own.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(CAUGHT.get()).isEqualTo(before + 1);
    }

    @Test
    void fields_and_headers_are_posted_as_a_form() throws Exception {
        assertThat(allowed()
                        .postForm(
                                at(secured, "https", "/echo"),
                                Map.of("code", "a&b=c ä"),
                                Map.of("Authorization", "Basic eDp5")))
                .isEqualTo("Basic eDp5 code=a%26b%3Dc+%C3%A4");
        assertThatThrownBy(() -> allowed().get(at(plain, "http", "/hello"), Map.of("A", "b\r\nHost: evil")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_status_is_an_error_that_keeps_the_answer() {
        assertThatThrownBy(() -> allowed().get(at(plain, "http", "/refused")))
                .isInstanceOfSatisfying(OutgoingFetchException.class, e -> {
                    assertThat(e).hasMessage("localhost answered with the status 400.");
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
                });
    }

    @Test
    void an_answer_may_not_be_larger_than_the_limit() throws Exception {
        assertThatThrownBy(() -> allowed().get(at(plain, "http", "/large")))
                .hasMessage("The answer of localhost is larger than 65536 bytes.");
        for (var endless : List.of(
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
                "HTTP/1.1 200 OK\r\nX: ",
                "")) {
            assertThatThrownBy(() -> allowed().get(rawServer(endless, 0)))
                    .as(endless)
                    .isInstanceOf(OutgoingFetchException.class)
                    .hasMessageMatching("(?s).*(larger than|a line of more than|too early).*");
        }
    }

    @Test
    void an_answer_that_drips_is_ended_after_the_time_for_all_of_it() throws Exception {
        var fetch = allowed(Duration.ofMillis(150));
        // Often, because an exchange that is ended half a millisecond early is told with the wrong reason.
        for (int i = 0; i < 20; i++) {
            var uri = rawServer("HTTP/1.1 200 OK\r\n\r\n", 50);
            var started = System.nanoTime();
            assertThatThrownBy(() -> fetch.get(uri)).hasMessage("localhost did not answer within 150 ms.");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
        }
    }

    /** Answers one request with this beginning and then a byte again and again. */
    private static URI rawServer(String beginning, int pauseMillis) throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (server;
                    var socket = server.accept()) {
                skipRequest(socket.getInputStream());
                var out = socket.getOutputStream();
                out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 200_000; i++) {
                    out.write('x');
                    if (pauseMillis > 0) {
                        Thread.sleep(pauseMillis);
                    }
                }
            } catch (IOException | InterruptedException e) {
                // The fetch hung up, as it should.
            }
        });
        return URI.create("http://localhost:" + server.getLocalPort() + "/");
    }

    private static void skipRequest(InputStream in) throws IOException {
        var last = new ArrayList<Integer>();
        while (last.size() < 4 || !last.subList(last.size() - 4, last.size()).equals(List.of(13, 10, 13, 10))) {
            last.add(in.read());
        }
    }
}
