package org.tierwise.web.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two people edited the same thing: what is stored now beside what the second one wrote. Nothing of the second is
 * stored until it says so: with its own values, with the stored ones, or edited further.
 *
 * @param lead who changed it and when, as far as known
 * @param rows those that differ first
 * @param action where the form posts that stores the own values after all
 * @param fields of that form, with the version that is stored now
 * @param theirs where the stored values are shown
 */
public record Conflict(String lead, List<Row> rows, String action, List<Field> fields, String theirs) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** One attribute; empty if not stated. */
    public record Row(String label, String theirs, String mine, boolean differs) {
        public static Row of(String label, String theirs, String mine) {
            return new Row(label, theirs, mine, !theirs.equals(mine));
        }
    }

    /** A hidden input. */
    public record Field(String name, String value) {}

    public Conflict {
        rows = rows.stream().sorted(Comparator.comparing(row -> !row.differs)).toList();
    }

    /** How many attributes differ. */
    public long differing() {
        return rows.stream().filter(Row::differs).count();
    }

    /** "Ana changed it at …", or without the name if nobody knows it. */
    public static String lead(Messages messages, String who, @Nullable Instant when) {
        if (when == null) {
            return messages.text("conflict.changed");
        }
        var at = TIME.format(when);
        return who.isEmpty() ? messages.text("conflict.when", at) : messages.text("conflict.who", who, at);
    }

    /** What a form held, but for its token and its version, which get the value that is stored now. */
    public static List<Field> fields(Form form, String versionField, String version) {
        var fields = new ArrayList<Field>();
        for (Map.Entry<String, List<String>> entry : form.values().entrySet()) {
            if (!entry.getKey().equals(Csrf.FIELD) && !entry.getKey().equals(versionField)) {
                entry.getValue().forEach(value -> fields.add(new Field(entry.getKey(), value)));
            }
        }
        fields.sort(Comparator.comparing(Field::name));
        fields.add(new Field(versionField, version));
        return List.copyOf(fields);
    }
}
