package org.tierwise.web.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks another server, and can not be led to one inside our own network: only https, only public addresses, no
 * redirects, little time, little data. A host that the administrator named may be internal; one on this machine may
 * then also be asked by http.
 *
 * <p>The name is resolved once, and the connection goes to exactly the address that was checked, so that a name that
 * points elsewhere a moment later (DNS rebinding) gains nothing. {@code java.net.http} resolves by itself and leaves no
 * room for this, hence the sockets. Proxies are not used. Safe for concurrent use.
 */
public final class OutgoingFetch {
    /** For the whole exchange, the look-up of the name included. */
    static final Duration TIME_MAX = Duration.ofSeconds(5);

    /** Answers are documents of a few kilobytes. */
    public static final int BYTES_USUAL = 64 * 1024;

    public static final int BYTES_MAX = 1024 * 1024;

    /** Such a host is an IPv4 address, of which some programs read 0177 as 127 and some as 177. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(^|\\.)(\\d+|0x[0-9a-f]*)$");

    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /** Looks a name up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Connects to an address. */
    @FunctionalInterface
    interface Dialer {
        Socket connect(InetSocketAddress address, int millis) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingFetch.class);

    private final Set<String> internalHosts;
    private final int bytesMax;
    private final Duration timeMax;
    private final SSLContext tls;
    private final Resolver resolver;
    private final Dialer dialer;

    /**
     * A fetch with the certificates that Java trusts.
     *
     * @param internalHosts names or addresses that may be internal, as they stand in URLs, without port
     * @param bytesMax of an answer, up to {@link #BYTES_MAX}
     */
    public OutgoingFetch(Set<String> internalHosts, int bytesMax) {
        this(internalHosts, bytesMax, TIME_MAX, defaultTls(), InetAddress::getAllByName, OutgoingFetch::dial);
    }

    OutgoingFetch(
            Set<String> internalHosts,
            int bytesMax,
            Duration timeMax,
            SSLContext tls,
            Resolver resolver,
            Dialer dialer) {
        if (bytesMax < 1 || bytesMax > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "The largest answer (" + bytesMax + " bytes) must be 1 to " + BYTES_MAX + ".");
        }
        this.internalHosts =
                internalHosts.stream().map(OutgoingFetch::canonical).collect(Collectors.toUnmodifiableSet());
        this.bytesMax = bytesMax;
        this.timeMax = timeMax;
        this.tls = tls;
        this.resolver = resolver;
        this.dialer = dialer;
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no TLS.", e);
        }
    }

    private static Socket dial(InetSocketAddress address, int millis) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(address, millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The body of an answer with the status 200. */
    public String get(URI uri) throws OutgoingFetchException {
        return ask(uri, "GET", "", Map.of());
    }

    /** The same with headers of our own, such as {@code Authorization}. */
    public String get(URI uri, Map<String, String> headers) throws OutgoingFetchException {
        return ask(uri, "GET", "", headers);
    }

    /** The body of an answer with the status 200 to the posted fields. */
    public String postForm(URI uri, Map<String, String> fields) throws OutgoingFetchException {
        return postForm(uri, fields, Map.of());
    }

    /** The same with headers of our own, such as {@code Authorization}. */
    public String postForm(URI uri, Map<String, String> fields, Map<String, String> headers)
            throws OutgoingFetchException {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return ask(uri, "POST", body, headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String ask(URI uri, String method, String body, Map<String, String> headers) throws OutgoingFetchException {
        var host = checkedHost(uri);
        var started = System.nanoTime();
        var addresses = checkedAddresses(uri, host);
        int port = uri.getPort() > 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
        var request = OutgoingHttp.request(uri, method, body, headers);
        try (var plain = connected(addresses, port, started)) {
            // The sockets' own limits count from byte to byte; this one ends an exchange that drips.
            CompletableFuture.delayedExecutor(millisLeft(started), TimeUnit.MILLISECONDS)
                    .execute(() -> close(plain));
            plain.setSoTimeout(millisLeft(started));
            try (var socket = isHttps(uri) ? secured(plain, host, port) : plain) {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                var answer = OutgoingHttp.answer(new BufferedInputStream(socket.getInputStream()), bytesMax);
                return accepted(uri, answer);
            }
        } catch (OutgoingHttp.TooLarge e) {
            throw new OutgoingFetchException(
                    "The answer of " + uri.getHost() + " is larger than " + bytesMax + " bytes.", e);
        } catch (IOException e) {
            throw unanswered(uri, started, e);
        }
    }

    private static String accepted(URI uri, OutgoingHttp.Answer answer) throws OutgoingFetchException {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() == 200) {
            return text;
        }
        throw new OutgoingFetchException(
                uri.getHost() + " answered with the status " + answer.status()
                        + (answer.status() / 100 == 3
                                ? ", a redirect, which is not followed. Maybe the configured URL should be the final one."
                                : "."),
                answer.status(),
                text);
    }

    private OutgoingFetchException unanswered(URI uri, long started, IOException e) {
        boolean late = e instanceof SocketTimeoutException || System.nanoTime() - started >= timeMax.toNanos();
        return new OutgoingFetchException(
                late
                        ? uri.getHost() + " did not answer within " + timeMax.toMillis() + " ms."
                        : uri.getHost() + " cannot be asked: " + e.getMessage() + ".",
                e);
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was to be ended, and it is.
        }
    }

    /** Rounded up: whatever ends at this limit ends when {@link #unanswered} sees that the time is over. */
    private int millisLeft(long started) {
        var left = timeMax.minusNanos(System.nanoTime() - started);
        return (int) Math.max(1, left.plusNanos(999_999).toMillis());
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String checkedHost(URI uri) throws OutgoingFetchException {
        if (!isHttps(uri) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused("The URL (" + uri + ") must begin with https.");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refused("The URL (" + uri + ") names no host.");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("The URL of " + uri.getHost() + " must not hold a user name.");
        }
        var host = canonical(uri.getHost());
        if (ENDS_IN_NUMBER.matcher(host).find() && !IPV4.matcher(host).matches()) {
            throw refused("The host (" + uri.getHost() + ") is an address in an ambiguous form. Write four numbers.");
        }
        return host;
    }

    /** Lower case, without the brackets of IPv6 and without the dot of the root. */
    private static String canonical(String host) {
        var name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        var rooted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return rooted.toLowerCase(Locale.ROOT);
    }

    private List<InetAddress> checkedAddresses(URI uri, String host) throws OutgoingFetchException {
        boolean named = internalHosts.contains(host);
        var addresses = resolved(host);
        for (var address : addresses) {
            if (!named && !OutgoingAddresses.isPublic(address)) {
                throw refused(uri.getHost() + " leads to the internal address " + address.getHostAddress()
                        + " and is not asked. Maybe add it to the internal hosts that may be asked.");
            }
            if (!isHttps(uri) && !(named && address.isLoopbackAddress())) {
                throw refused("The URL (" + uri
                        + ") must begin with https; http is only for hosts on this machine that are allowed by name.");
            }
        }
        return addresses;
    }

    /** To the first of the checked addresses that answers. */
    private Socket connected(List<InetAddress> addresses, int port, long started) throws IOException {
        for (var address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return dialer.connect(new InetSocketAddress(address, port), millisLeft(started) / 2 + 1);
            } catch (IOException e) {
                LOG.debug("{} does not answer at {}.", address, port, e);
            }
        }
        return dialer.connect(new InetSocketAddress(addresses.getLast(), port), millisLeft(started));
    }

    private List<InetAddress> resolved(String host) throws OutgoingFetchException {
        var lookup = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual().start(() -> {
            try {
                lookup.complete(List.of(resolver.addresses(host)));
            } catch (UnknownHostException | RuntimeException e) {
                lookup.completeExceptionally(e);
            }
        });
        try {
            var found =
                    lookup.orTimeout(timeMax.toMillis(), TimeUnit.MILLISECONDS).join();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new OutgoingFetchException("The name " + host + " was not resolved in time.", e);
            }
        }
        throw new OutgoingFetchException("The name " + host + " is not known. Maybe it is misspelt.", null);
    }

    private static OutgoingFetchException refused(String message) {
        return new OutgoingFetchException(message, null);
    }
}
