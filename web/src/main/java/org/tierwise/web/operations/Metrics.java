package org.tierwise.web.operations;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.tierwise.catalog.TxWatch;
import org.tierwise.web.http.RequestLog;

/**
 * Counts requests and transactions, and knows the gauges that are read when somebody asks. All times are seconds. Safe
 * for concurrent use.
 */
public final class Metrics implements RequestLog.Watch, TxWatch {
    /** From a page out of memory to an import of hundreds of thousands of rows. */
    private static final double[] REQUEST_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
    /** From a read out of the cache to a change that waits for a slow disk. */
    private static final double[] TRANSACTION_SECONDS = {0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30};

    private static final double NANOS = 1e9;
    private static final int SERVER_ERROR = 500;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = Histogram.builder()
            .name("tierwise_http_request_seconds")
            .help("Time from the first line of a request to the end of its answer.")
            .labelNames("route", "method", "status")
            .classicOnly()
            .classicUpperBounds(REQUEST_SECONDS)
            .register(registry);
    private final Histogram transactions = Histogram.builder()
            .name("tierwise_database_transaction_seconds")
            .help("Time of a transaction, commit and forced write included.")
            .labelNames("mode", "outcome")
            .classicOnly()
            .classicUpperBounds(TRANSACTION_SECONDS)
            .register(registry);
    private final Histogram waits = Histogram.builder()
            .name("tierwise_database_wait_seconds")
            .help("Time that a transaction waited for its turn; writers of an embedded database take turns.")
            .labelNames("mode")
            .classicOnly()
            .classicUpperBounds(TRANSACTION_SECONDS)
            .register(registry);

    private final LongAdder requestCount = new LongAdder();
    private final LongAdder serverErrorCount = new LongAdder();
    private final LongAdder transactionCount = new LongAdder();

    /** Counts from now on. */
    public Metrics() {
        JvmMetrics.builder().register(registry);
    }

    /** Adds the gauges of an installation. Call it once. */
    public void addGauges(Installation installation) {
        new Gauges(installation).register(registry);
    }

    /** Adds a gauge that is read when somebody asks. */
    public void addGauge(String name, String help, DoubleSupplier value) {
        Gauges.gauge(registry, name, help, value);
    }

    PrometheusRegistry registry() {
        return registry;
    }

    long requests() {
        return requestCount.sum();
    }

    long serverErrors() {
        return serverErrorCount.sum();
    }

    long transactions() {
        return transactionCount.sum();
    }

    @Override
    public void answered(String method, String route, int status, double seconds) {
        requestCount.increment();
        if (status >= SERVER_ERROR) {
            serverErrorCount.increment();
        }
        requests.labelValues(route, method, Integer.toString(status)).observe(seconds);
    }

    @Override
    public void ended(Ended transaction) {
        transactionCount.increment();
        var mode = transaction.writes() ? "write" : "read";
        transactions
                .labelValues(mode, transaction.failed() ? "failed" : "committed")
                .observe(transaction.ranNanos() / NANOS);
        waits.labelValues(mode).observe(transaction.waitedNanos() / NANOS);
    }
}
