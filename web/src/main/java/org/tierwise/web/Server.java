package org.tierwise.web;

import io.javalin.Javalin;
import io.javalin.config.SizeUnit;
import io.javalin.json.JavalinJackson3;
import io.javalin.security.Roles;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Objects;
import org.tierwise.web.cli.BadUsage;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.BodyLimit;
import org.tierwise.web.http.Csrf;
import org.tierwise.web.http.Errors;
import org.tierwise.web.http.Headers;
import org.tierwise.web.http.HostCheck;
import org.tierwise.web.http.Idempotency;
import org.tierwise.web.http.SignInLink;
import org.tierwise.web.http.Views;
import org.tierwise.web.http.Workspaces;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server on the loopback address. Every request passes the checks of {@link #create} in their order. */
final class Server implements AutoCloseable {
    private final Javalin javalin;
    private final SignInLink link;

    private Server(Javalin javalin, SignInLink link) {
        this.javalin = javalin;
        this.link = link;
    }

    static Server start(
            int port,
            Views views,
            Access access,
            Workspaces workspaces,
            Idempotency idempotency,
            SignInLink link,
            Routes routes) {
        var javalin = create(views, access, workspaces, idempotency, routes);
        requireRoles(javalin);
        try {
            javalin.start("127.0.0.1", port);
        } catch (JavalinBindException e) {
            throw new BadUsage(
                    "Port " + port + " of 127.0.0.1 is in use. Maybe Tierwise is running already at http://127.0.0.1:"
                            + port + ", or choose another with --port.");
        }
        link.publish("http://127.0.0.1:" + javalin.port());
        return new Server(javalin, link);
    }

    private static Javalin create(
            Views views, Access access, Workspaces workspaces, Idempotency idempotency, Routes routes) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.http.maxRequestSize = BodyLimit.BYTES_MAX;
            config.http.prefer405over404 = true;
            config.jetty.multipartConfig.maxFileSize(25, SizeUnit.MB);
            config.jetty.multipartConfig.maxTotalRequestSize(25, SizeUnit.MB);
            config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
            ServerLimits.apply(config.jetty);
            config.fileRenderer(views);
            config.jsonMapper(new JavalinJackson3(JsonMapper.builder().build(), true));
            config.routes.before(Errors::identify);
            config.routes.before(Headers::set);
            config.routes.before(HostCheck::check);
            config.routes.before(Errors::refuseMethodOverride);
            config.routes.before(access::identify);
            config.routes.beforeMatched(access::check);
            config.routes.beforeMatched(BodyLimit::check);
            config.routes.beforeMatched(Csrf::check);
            config.routes.beforeMatched(workspaces::identify);
            config.routes.beforeMatched(idempotency::begin);
            config.routes.after(idempotency::end);
            Errors.register(config.routes);
            routes.register(config.routes);
        });
    }

    /** A route that says nobody may use it was forgotten, not closed. */
    private static void requireRoles(Javalin javalin) {
        List<String> open = javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .filter(endpoint -> {
                    var roles = endpoint.metadata(Roles.class);
                    return roles == null || roles.getRoles().isEmpty();
                })
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .toList();
        if (!open.isEmpty()) {
            throw new IllegalStateException("Every route must say its role; these do not: " + open);
        }
    }

    int port() {
        return javalin.port();
    }

    Javalin javalin() {
        return Objects.requireNonNull(javalin);
    }

    String signInUrl() {
        return link.url();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
