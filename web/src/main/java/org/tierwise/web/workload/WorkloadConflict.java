package org.tierwise.web.workload;

import java.util.List;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.LastChangeRepository;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.web.http.Conflict;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;

/** Two versions of a workload, field by field as the form has them. */
final class WorkloadConflict {
    private final Tx tx;
    private final Messages messages;

    WorkloadConflict(Tx tx, Messages messages) {
        this.tx = tx;
        this.messages = messages;
    }

    /** @param edited what the form means, so that "400ms" and "400 ms" do not differ */
    Conflict of(Form form, Workload edited, StoredWorkload current) {
        var path = "/workloads/" + current.id();
        return new Conflict(
                Conflict.lead(messages, who(current), current.updatedAt()),
                rows(edited, current.workload()),
                path,
                Conflict.fields(form, "version", Long.toString(current.version())),
                path);
    }

    private String who(StoredWorkload current) {
        var subject = new ActivityLog.Subject("workload", Long.toString(current.id()));
        return tx.read(db -> new LastChangeRepository(db).find(current.workspaceId(), subject))
                // An older entry would name somebody who did not make this change.
                .filter(change -> !change.at().isBefore(current.updatedAt()))
                .map(LastChangeRepository.LastChange::actor)
                .orElse("");
    }

    private List<Conflict.Row> rows(Workload edited, Workload stored) {
        var mine = WorkloadFields.of(edited);
        var theirs = WorkloadFields.of(stored);
        return WorkloadFields.columns().stream()
                .map(column -> Conflict.Row.of(
                        messages.text("field." + column),
                        words(column, theirs.getOrDefault(column, "")),
                        words(column, mine.getOrDefault(column, ""))))
                .toList();
    }

    private String words(String column, String value) {
        var choice = "choice." + column + "." + value;
        return !value.isEmpty() && messages.has(choice) ? messages.text(choice) : value;
    }
}
