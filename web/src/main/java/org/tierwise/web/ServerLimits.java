package org.tierwise.web;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.tierwise.web.http.ConnectionErrors;
import org.tierwise.web.http.Headers;

/** What a connection may cost, and what it is told when it is none of ours. */
final class ServerLimits {
    /** Beyond the usual 50, so that many can connect in the same moment. */
    private static final int ACCEPT_QUEUE = 4096;

    /** Without a byte for so long, a connection is closed. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Bytes a second of a body: slower than any line that people use, faster than whoever holds a line open. */
    private static final long BODY_RATE_MIN = 500;

    private static final int HEADER_BYTES_MAX = 16 * 1024;

    private ServerLimits() {}

    static void apply(JettyConfig jetty) {
        jetty.modifyHttpConfiguration(ServerLimits::apply);
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ConnectionErrors()));
        jetty.modifyServer(server -> {
            server.setErrorHandler(new ConnectionErrors());
            // Connectors are made just before the start.
            server.addEventListener(new LifeCycle.Listener() {
                @Override
                public void lifeCycleStarting(LifeCycle starting) {
                    for (var connector : server.getConnectors()) {
                        apply(connector);
                    }
                }
            });
        });
    }

    private static void apply(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setMinRequestDataRate(BODY_RATE_MIN);
        http.addCustomizer((request, headers) -> {
            Headers.ALWAYS.forEach(headers::put);
            return request;
        });
    }

    private static void apply(Connector connector) {
        if (connector instanceof ServerConnector server) {
            server.setAcceptQueueSize(ACCEPT_QUEUE);
            server.setIdleTimeout(IDLE.toMillis());
        }
    }
}
