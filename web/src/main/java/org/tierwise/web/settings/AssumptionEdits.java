package org.tierwise.web.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRepository;
import org.tierwise.web.http.Numbers;

/** Sets and resets assumptions, each only if it still has the value that the form showed. */
final class AssumptionEdits {
    /** Until there are accounts, whoever holds the link is the owner. */
    private static final String OWNER = "owner";

    private static final String SET_BY = "the owner";

    private final Tx tx;

    AssumptionEdits(Tx tx) {
        this.tx = tx;
    }

    /** What became of an edit. */
    sealed interface Outcome {
        /** The assumption has the value. */
        record Stored() implements Outcome {}

        /** @param current what somebody else set; empty if it was reset */
        record Stale(Optional<AssumptionOverride> current) implements Outcome {}
    }

    /**
     * Sets an assumption; the shipped value again is a reset.
     *
     * @param seen what the form showed, as it stood there; a blank one, which no form of ours sends, is not compared
     */
    Outcome store(long workspace, Assumption assumption, double value, String seen) {
        var shipped = assumption.figure().value();
        return tx.write(db -> {
            var before = find(db, workspace, assumption.key());
            double current = before.map(AssumptionOverride::value).orElse(shipped);
            if (current == value) {
                return new Outcome.Stored();
            }
            boolean stored = (seen.isEmpty() || seen.equals(Numbers.plain(current)))
                    && change(
                            db,
                            workspace,
                            AssumptionOverride.toStore(assumption.key(), value, SET_BY),
                            value == shipped,
                            before.map(AssumptionOverride::value).orElse(null));
            if (!stored) {
                return new Outcome.Stale(find(db, workspace, assumption.key()));
            }
            log(db, workspace, assumption, value, before.orElse(null));
            return new Outcome.Stored();
        });
    }

    private static Optional<AssumptionOverride> find(TxContext db, long workspace, String key) {
        return new AssumptionRepository(db)
                .list(workspace).stream()
                        .filter(override -> override.key().equals(key))
                        .findFirst();
    }

    private static boolean change(
            TxContext db, long workspace, AssumptionOverride override, boolean reset, @Nullable Double before) {
        var repository = new AssumptionRepository(db);
        return reset
                ? before != null && repository.delete(workspace, override.key(), before)
                : repository.put(workspace, override, before);
    }

    private static void log(
            TxContext db, long workspace, Assumption assumption, double value, @Nullable AssumptionOverride before) {
        boolean reset = value == assumption.figure().value();
        new ActivityLog(db)
                .add(
                        workspace,
                        OWNER,
                        "changed",
                        new ActivityLog.Subject("assumption", assumption.key()),
                        (reset ? "Reset the assumption (" : "Set the assumption (") + assumption.label() + ") to "
                                + Numbers.plain(value) + ".",
                        before == null ? null : RecordJson.write(before),
                        reset ? null : RecordJson.write(AssumptionOverride.toStore(assumption.key(), value, SET_BY)));
    }
}
