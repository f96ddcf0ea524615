package org.tierwise.web.operations;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.tierwise.web.http.Role;

/**
 * The metrics in the text format of Prometheus: for operators, and, if it was asked for at the start, for programs
 * on this machine without a session.
 */
public final class MetricsApi {
    /** What a proxy adds; then the caller is not on this machine, whatever its address says. */
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final Metrics metrics;
    private final boolean openToThisMachine;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    public MetricsApi(Metrics metrics, boolean openToThisMachine) {
        this.metrics = metrics;
        this.openToThisMachine = openToThisMachine;
    }

    /** Who may ask for them. */
    public Role role() {
        return openToThisMachine ? Role.ANYONE : Role.OPERATOR;
    }

    public void show(Context ctx) {
        if (openToThisMachine && !isOfThisMachine(ctx)) {
            throw new ForbiddenResponse("The metrics are open to programs on the machine of Tierwise only.");
        }
        var text = new ByteArrayOutputStream();
        try {
            writer.write(text, metrics.registry().scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ctx.result(text.toByteArray()).contentType(PrometheusTextFormatWriter.CONTENT_TYPE);
    }

    private static boolean isOfThisMachine(Context ctx) {
        if (FORWARDED.stream().anyMatch(header -> ctx.header(header) != null)) {
            return false;
        }
        try {
            return InetAddress.getByName(ctx.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
