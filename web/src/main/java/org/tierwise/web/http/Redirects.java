package org.tierwise.web.http;

/** Where a redirect may lead. */
final class Redirects {
    private Redirects() {}

    /** True for a path of ours: "//evil" and "/\evil" would leave this server. */
    static boolean local(String path) {
        return path.matches("/([A-Za-z0-9._~?&=%+:,;@-][A-Za-z0-9._~?&=%+:,;@/-]*)?") && path.length() <= 2000;
    }
}
