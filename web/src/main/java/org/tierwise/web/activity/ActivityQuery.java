package org.tierwise.web.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.activity.ActivityFilter;
import org.tierwise.web.http.Query;

/**
 * What a URL asks of the log.
 *
 * @param before show entries older than this number
 * @param after show entries newer than this number
 * @param errors by parameter, in words
 */
record ActivityQuery(
        ActivityFilter filter,
        @Nullable Long before,
        @Nullable Long after,
        Map<String, String> errors) {
    static ActivityQuery of(Query query, @Nullable Long workspace) {
        var errors = new LinkedHashMap<String, String>();
        var from = date(query, "from", errors);
        var to = date(query, "to", errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.put("to", "The last day (" + to + ") is before the first (" + from + "). Exchange them.");
        }
        return new ActivityQuery(
                new ActivityFilter(
                        workspace,
                        query.value("q"),
                        query.value("actor"),
                        query.value("kind"),
                        query.value("id"),
                        query.value("verb"),
                        from == null ? null : midnight(from),
                        to == null ? null : midnight(to.plusDays(1))),
                number(query, "before", errors),
                number(query, "after", errors),
                errors);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static @Nullable LocalDate date(Query query, String name, Map<String, String> errors) {
        var text = query.value(name);
        try {
            var day = text.isEmpty() ? null : LocalDate.parse(text);
            if (day == null || day.getYear() >= 1970 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // told below, together with years that no log has
        }
        errors.put(name, "The day (" + text + ") must look like 2026-11-28.");
        return null;
    }

    private static @Nullable Long number(Query query, String name, Map<String, String> errors) {
        var text = query.value(name);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            errors.put(name, "The number of an activity (" + text + ") must be a whole number.");
            return null;
        }
        return Long.parseLong(text);
    }
}
