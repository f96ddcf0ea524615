package org.tierwise.web;

import io.javalin.Javalin;
import io.javalin.config.SizeUnit;
import io.javalin.json.JavalinJackson3;
import io.javalin.security.Roles;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.tierwise.web.cli.BadUsage;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Banner;
import org.tierwise.web.http.BodyLimit;
import org.tierwise.web.http.Csrf;
import org.tierwise.web.http.Errors;
import org.tierwise.web.http.Headers;
import org.tierwise.web.http.HostCheck;
import org.tierwise.web.http.Idempotency;
import org.tierwise.web.http.RateLimit;
import org.tierwise.web.http.RequestLog;
import org.tierwise.web.http.SignInLink;
import org.tierwise.web.http.Views;
import org.tierwise.web.run.RunWatch;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server. Every request passes the checks of {@link #create} in their order. */
final class Server implements AutoCloseable {
    /** Requests that are being served may end; a search or an import that takes longer is cut off and not answered. */
    private static final int DRAIN_MILLIS = 5_000;

    private final Javalin javalin;
    private final SignInLink link;
    private final RunWatch watch;

    /** What looks at every request beside its handler. */
    record Beside(RequestLog log, Banner banner, Idempotency idempotency, RunWatch watch) {}

    private Server(Javalin javalin, SignInLink link, RunWatch watch) {
        this.javalin = javalin;
        this.link = link;
        this.watch = watch;
    }

    static Server start(
            Settings.Listen listen, Views views, Access access, SignInLink link, Beside beside, Routes routes) {
        var javalin = create(listen, views, access, beside, routes);
        requireRoles(javalin);
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new BadUsage(
                    "Port " + listen.port() + " of " + listen.bind()
                            + " cannot be used. Maybe Tierwise is running already at that port, or choose another with --port.");
        }
        beside.watch().start();
        link.publish(listen.url(javalin.port()));
        return new Server(javalin, link, beside.watch());
    }

    private static Javalin create(Settings.Listen listen, Views views, Access access, Beside beside, Routes routes) {
        var host = new HostCheck(listen.address());
        var csrf = new Csrf(listen.address());
        var limit = new RateLimit();
        var headers = new Headers(listen.address().isHttps());
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.http.maxRequestSize = BodyLimit.BYTES_MAX;
            config.http.prefer405over404 = true;
            config.http.defaultContentType = "text/plain; charset=utf-8";
            config.jetty.host = listen.bind();
            config.jetty.port = listen.port();
            config.jetty.multipartConfig.maxFileSize(25, SizeUnit.MB);
            config.jetty.multipartConfig.maxTotalRequestSize(25, SizeUnit.MB);
            config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
            ServerLimits.apply(config.jetty);
            listen.tls()
                    .ifPresent(tls -> config.jetty.addConnector((server, http) -> tls.connector(server, http, listen)));
            config.jetty.modifyServer(Server::stopInOrder);
            config.requestLogger.http(beside.log()::end);
            config.fileRenderer(views);
            config.jsonMapper(new JavalinJackson3(JsonMapper.builder().build(), true));
            config.routes.before(Errors::identify);
            config.routes.before(headers::set);
            config.routes.before(beside.banner()::identify);
            config.routes.before(access::limitWaiting);
            config.routes.before(host::check);
            config.routes.before(Errors::refuseMethodOverride);
            config.routes.before(access::identify);
            config.routes.beforeMatched(access::check);
            config.routes.beforeMatched(limit::check);
            config.routes.beforeMatched(BodyLimit::check);
            config.routes.beforeMatched(csrf::check);
            config.routes.beforeMatched(beside.idempotency()::begin);
            config.routes.after(beside.idempotency()::end);
            Errors.register(config.routes);
            config.router.javaLangErrorHandler(Errors::broken);
            routes.register(config.routes);
        });
    }

    /** At a stop, nothing new is taken, what is being served ends, and idle connections are closed. */
    private static void stopInOrder(org.eclipse.jetty.server.Server jetty) {
        jetty.insertHandler(new GracefulHandler());
        jetty.setStopTimeout(DRAIN_MILLIS);
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
        watch.close();
        javalin.stop();
    }
}
