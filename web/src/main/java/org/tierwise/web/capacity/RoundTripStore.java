package org.tierwise.web.capacity;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.activity.LastChangeRepository;
import org.tierwise.catalog.inventory.PlaceFinder;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.network.RoundTripRepository;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;

/** The round trips that a workspace measured. Each change is logged with its transaction. */
public final class RoundTripStore {
    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkspaceCatalogues catalogues;
    private final PlaceFinder places;
    private final Clock clock;
    private final Messages messages;

    public RoundTripStore(
            Tx tx,
            Workspaces workspaces,
            WorkspaceCatalogues catalogues,
            PlaceFinder places,
            Clock clock,
            Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogues = catalogues;
        this.places = places;
        this.clock = clock;
        this.messages = messages;
    }

    RoundTripCheck check(Context ctx) {
        return new RoundTripCheck(catalogues.current(ctx), places, messages);
    }

    List<RoundTripRow> list(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new RoundTripRepository(db).list(workspace));
    }

    /** A checked measurement of today; a blank source says who measured it. */
    RoundTripRow row(RoundTripCheck.Checked checked, String source) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        var who = source.isBlank() ? messages.text("capacity.rtt.ownSource") : source.strip();
        return new RoundTripRow(checked.from(), checked.to(), checked.ms(), new Provenance(Kind.MEASURED, who, today));
    }

    /** Stores all rows, or none; one for the same ends takes the place of an older one. */
    void put(Context ctx, List<RoundTripRow> rows) {
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        tx.writing(db -> {
            var repository = new RoundTripRepository(db);
            var known = known(repository, workspace);
            repository.put(workspace, rows);
            var log = new ActivityLog(db);
            rows.forEach(row -> log(log, workspace, by, known.put(List.of(row.from(), row.to()), row), row));
        });
    }

    /**
     * Stores one if the pair is still as it was seen, or already so.
     *
     * @param seenMs the median that the form was filled from; missing if the pair was not known
     * @return what is stored instead; empty if the row is stored
     */
    Optional<RoundTripRow> putOver(Context ctx, RoundTripRow row, @Nullable Double seenMs) {
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        return tx.write(db -> {
            var repository = new RoundTripRepository(db);
            var before = repository.find(workspace, row.from(), row.to()).orElse(null);
            if (repository.put(workspace, row, seenMs)) {
                log(new ActivityLog(db), workspace, by, before, row);
                return Optional.empty();
            }
            return repository.find(workspace, row.from(), row.to()).filter(stored -> !stored.equals(row));
        });
    }

    /** Forgets one; that it is gone already is no error. False if its median is no longer the one that was seen. */
    boolean delete(Context ctx, String from, String to, double seenMs) {
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        return tx.write(db -> {
            var repository = new RoundTripRepository(db);
            var before = repository.find(workspace, from, to).orElse(null);
            if (repository.delete(workspace, from, to, seenMs)) {
                log(new ActivityLog(db), workspace, by, before, null);
                return true;
            }
            return before == null;
        });
    }

    /** Who changed a round trip last, if that was logged. */
    Optional<LastChangeRepository.LastChange> lastChange(Context ctx, RoundTripRow row) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new LastChangeRepository(db).find(workspace, subject(row.from(), row.to())));
    }

    private static ActivityLog.Subject subject(String from, String to) {
        return new ActivityLog.Subject("round trip", from + " to " + to);
    }

    /** By their two ends. */
    private static Map<List<String>, RoundTripRow> known(RoundTripRepository repository, long workspace) {
        var known = new HashMap<List<String>, RoundTripRow>();
        repository.list(workspace).forEach(row -> known.put(List.of(row.from(), row.to()), row));
        return known;
    }

    private static void log(
            ActivityLog log, long workspace, Actor by, @Nullable RoundTripRow before, @Nullable RoundTripRow after) {
        var verb = before == null ? "created" : after == null ? "deleted" : "changed";
        var row = Objects.requireNonNull(after == null ? before : after);
        log.add(
                workspace,
                by,
                verb,
                subject(row.from(), row.to()),
                "The measured round trip from " + row.from() + " to " + row.to() + " was " + verb + ".",
                before == null ? null : RecordJson.write(before),
                after == null ? null : RecordJson.write(after));
    }
}
