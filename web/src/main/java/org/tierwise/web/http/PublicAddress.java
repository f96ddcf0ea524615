package org.tierwise.web.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which names this server answers, and whose word it takes for where a request comes from.
 *
 * @param url how people reach it, "https://tierwise.example.com"; missing if it serves this machine only
 * @param proxies from whom X-Forwarded-For is believed; from anyone else it is ignored
 * @param tls whether the server itself speaks TLS
 */
public record PublicAddress(@Nullable URI url, List<AddressRange> proxies, boolean tls) {
    private static final Set<String> LOCAL_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    public PublicAddress {
        proxies = List.copyOf(proxies);
    }

    /** Only for people at this machine. */
    public static PublicAddress local() {
        return new PublicAddress(null, List.of(), false);
    }

    public boolean isPublic() {
        return url != null;
    }

    /** Whether browsers reach it by TLS only. */
    public boolean isHttps() {
        return url != null && "https".equals(url.getScheme());
    }

    /** Whether a Host header names this server. The port of a local name is free, so that a tunnel works. */
    public boolean isNamed(@Nullable String host) {
        return host != null && (isLocalName(host) || url != null && host.equalsIgnoreCase(authority(url)));
    }

    private static boolean isLocalName(String host) {
        return LOCAL_NAMES.contains(host.replaceFirst(":\\d{1,5}$", ""));
    }

    private static String authority(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** The origin that browsers write into their headers when they use our pages. */
    public String origin(Context ctx) {
        var host = String.valueOf(ctx.header("Host"));
        if (url != null && host.equalsIgnoreCase(authority(url))) {
            return url.getScheme() + "://" + authority(url).toLowerCase(Locale.ROOT);
        }
        return (tls ? "https://" : "http://") + host;
    }

    /** Where a link that is sent to people begins. */
    public String linkBase(Context ctx) {
        return url == null ? origin(ctx) : url.getScheme() + "://" + authority(url);
    }

    /** The address of whoever asks, behind the proxies that are trusted. */
    public InetAddress client(Context ctx) {
        var peer = parsed(ctx.req().getRemoteAddr());
        if (!isTrusted(peer)) {
            return peer;
        }
        var hops = String.join(",", java.util.Collections.list(ctx.req().getHeaders("X-Forwarded-For")))
                .split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].strip();
            if (!hop.matches("[0-9a-fA-F.:]{2,45}")) {
                return peer;
            }
            peer = parsed(hop);
            if (!isTrusted(peer)) {
                return peer;
            }
        }
        return peer;
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private static InetAddress parsed(String address) {
        try {
            return InetAddress.getByName(address.replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("(" + address + ") is no address.", e);
        }
    }

    /** Whether the request was made on this machine. */
    public boolean isLocal(Context ctx) {
        return client(ctx).isLoopbackAddress();
    }

    /**
     * The name of a cookie that only this server gets. Cookies do not know ports, so that two local instances need two
     * names; the instances behind one public name share theirs.
     */
    public String cookie(Context ctx, String name) {
        return "__Host-" + name + (isPublic() ? "" : "-" + ctx.req().getLocalPort());
    }
}
