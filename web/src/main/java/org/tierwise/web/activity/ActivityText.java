package org.tierwise.web.activity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tierwise.catalog.activity.ActivityLog;

/** Words of an activity. */
final class ActivityText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ActivityText() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The page of an object in the workspace that is shown; empty if it has none. */
    static String href(ActivityLog.Subject subject) {
        var id = subject.id();
        return switch (subject.kind()) {
            case "workload" -> "/workloads/" + id;
            case "plan" -> "/plans/" + id;
            case "run" -> "/runs/" + id;
            case "site" -> "/capacity/" + id;
            case "import" -> id.matches("\\d+") ? "/imports/" + id : "";
            case "assumption" -> "/settings#a-" + id;
            default -> "";
        };
    }
}
