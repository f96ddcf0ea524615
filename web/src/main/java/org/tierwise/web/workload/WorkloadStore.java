package org.tierwise.web.workload;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadChange;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadJson;

/** Changes of single workloads, each logged in its transaction with what was before and after. */
final class WorkloadStore {
    private final Tx tx;

    WorkloadStore(Tx tx) {
        this.tx = tx;
    }

    WorkloadChange insert(long workspace, ClassifiedWorkload added, Actor by) {
        return tx.write(db -> {
            var change = new WorkloadRepository(db).insert(workspace, added);
            if (change instanceof WorkloadChange.Stored done) {
                log(db, done.workload(), by, "created", null, done.workload().workload());
            }
            return change;
        });
    }

    WorkloadChange update(StoredWorkload seen, long version, ClassifiedWorkload changed, Actor by) {
        return tx.write(db -> {
            var workloads = new WorkloadRepository(db);
            var before = workloads.find(seen.workspaceId(), seen.id());
            var change = workloads.update(seen.workspaceId(), seen.id(), version, changed);
            if (change instanceof WorkloadChange.Stored done) {
                log(
                        db,
                        done.workload(),
                        by,
                        "changed",
                        before.orElseThrow().workload(),
                        done.workload().workload());
            }
            return change;
        });
    }

    /** False if it is gone already or was changed since {@code version}. */
    boolean delete(StoredWorkload seen, long version, Actor by) {
        return tx.write(db -> {
            var workloads = new WorkloadRepository(db);
            var before = workloads.find(seen.workspaceId(), seen.id());
            boolean gone = workloads.delete(seen.workspaceId(), seen.id(), version);
            if (gone) {
                log(db, seen, by, "deleted", before.orElseThrow().workload(), null);
            }
            return gone;
        });
    }

    private static void log(
            TxContext db,
            StoredWorkload stored,
            Actor by,
            String verb,
            @Nullable Workload before,
            @Nullable Workload after) {
        var named = after == null ? stored.workload() : after;
        new ActivityLog(db)
                .add(
                        stored.workspaceId(),
                        by,
                        verb,
                        new ActivityLog.Subject("workload", Long.toString(stored.id())),
                        Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + " the workload " + named.name()
                                + " (" + named.externalId() + ").",
                        before == null ? null : WorkloadJson.write(before),
                        after == null ? null : WorkloadJson.write(after));
    }
}
