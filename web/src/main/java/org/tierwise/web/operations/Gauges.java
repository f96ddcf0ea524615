package org.tierwise.web.operations;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.backup.BackupException;
import org.tierwise.catalog.status.LastSolve;

/** What is read when somebody asks for it. What the database cannot say just now is left out, and the rest goes on. */
final class Gauges {
    private static final double MILLIS = 1e3;

    private final Installation installation;

    Gauges(Installation installation) {
        this.installation = installation;
    }

    void register(PrometheusRegistry registry) {
        var build = installation.build();
        Info.builder()
                .name("tierwise_build_info")
                .help("What runs.")
                .labelNames("version", "commit")
                .register(registry)
                .setLabelValues(build.version(), build.commit());
        database(registry);
        disk(registry);
        jobs(registry);
        upkeep(registry);
        gauge(
                registry,
                "tierwise_uptime_seconds",
                "Time since the start.",
                () -> Duration.between(
                                        installation.started(),
                                        installation.clock().instant())
                                .toMillis()
                        / MILLIS);
    }

    private void database(PrometheusRegistry registry) {
        var database = installation.database();
        gauge(
                registry,
                "tierwise_database_up",
                "1 if the database can be used.",
                () -> database.health().usable() ? 1 : 0);
        labelled(
                registry,
                "tierwise_database_connections",
                "Connections in use, and how many there may be.",
                "state",
                call -> {
                    call.call(database.connectionsInUse(), "in_use");
                    call.call(database.connectionsMax(), "max");
                });
        labelled(registry, "tierwise_database_bytes", "Size of the data.", "kind", call -> {
            var facts = database.facts();
            call.call(facts.bytes(), facts.kind());
        });
    }

    private void disk(PrometheusRegistry registry) {
        var disk = installation.disk();
        gauge(
                registry,
                "tierwise_disk_free_bytes",
                "Free space of the data folder's disk.",
                () -> disk.space().freeBytes());
        gauge(
                registry,
                "tierwise_disk_reserve_bytes",
                "Below this, changes are refused.",
                () -> installation.database().disk().space().reserveBytes());
    }

    private void jobs(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tierwise_jobs")
                .help("Stored jobs of all workspaces.")
                .labelNames("kind", "state")
                .callback(call -> ifReadable(() -> installation
                        .tables()
                        .jobs()
                        .forEach(jobs -> call.call(
                                jobs.count(), jobs.kind(), jobs.state().name()))))
                .register(registry);
        labelled(
                registry,
                "tierwise_solver_last_gap_ratio",
                "How far the newest plan is above the proven bound; 0 is proven best.",
                "of",
                call -> installation
                        .tables()
                        .lastSolve()
                        .map(LastSolve::gap)
                        .ifPresent(gap -> call.call(gap, "newest_plan")));
        labelled(
                registry,
                "tierwise_sessions",
                "Open sessions.",
                "state",
                call -> call.call(installation.sessions(), "open"));
    }

    private void upkeep(PrometheusRegistry registry) {
        gauge(
                registry,
                "tierwise_verify_problems",
                "What the newest check of the data found.",
                () -> installation.upkeep().problems());
        labelled(
                registry,
                "tierwise_last_success_timestamp_seconds",
                "When the data were last looked after.",
                "what",
                call -> {
                    var upkeep = installation.upkeep();
                    timestamp(call, "backup", upkeep.backup());
                    timestamp(call, "verified_backup", upkeep.verifiedBackup());
                    timestamp(call, "verify", upkeep.verified());
                    timestamp(call, "solve", installation.tables().lastSolve().map(solve -> solve.at()));
                });
    }

    private static void timestamp(GaugeWithCallback.Callback call, String what, Optional<Instant> at) {
        at.ifPresent(instant -> call.call(instant.toEpochMilli() / MILLIS, what));
    }

    static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(call -> call.call(value.getAsDouble()))
                .register(registry);
    }

    private static void labelled(
            PrometheusRegistry registry,
            String name,
            String help,
            String label,
            Consumer<GaugeWithCallback.Callback> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(call -> ifReadable(() -> values.accept(call)))
                .register(registry);
    }

    private static void ifReadable(Runnable reading) {
        try {
            reading.run();
        } catch (StorageException | BackupException e) {
            // The gauge of the database's health says so.
        }
    }
}
