package org.tierwise.web.activity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.activity.Activity;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Pager;
import org.tierwise.web.http.Query;

/**
 * What the list of activities shows, as ready words.
 *
 * @param base path of this list
 * @param everything that of the whole installation
 * @param searchedInVain nothing was found in the part that was looked through, but there is more to look through
 * @param search what stands in the fields of the filter
 */
record ActivityList(
        String base,
        boolean everything,
        List<Row> rows,
        Map<String, String> search,
        List<String> kinds,
        boolean narrowed,
        List<String> errors,
        Pager pager,
        boolean searchedInVain,
        String csvUrl,
        String linesUrl) {
    static final int SIZE = 50;
    private static final List<String> FIELDS = List.of("q", "actor", "kind", "id", "verb", "from", "to");

    /** @param workspace name of the workspace; empty where all entries are of one */
    record Row(
            long seq,
            String time,
            String actor,
            String verb,
            String kind,
            String id,
            String summary,
            String workspace) {}

    static Row row(Activity entry, String workspace) {
        return new Row(
                entry.seq(),
                ActivityText.time(entry.happenedAt()),
                entry.by().name(),
                entry.verb(),
                entry.subject().kind(),
                entry.subject().id(),
                entry.summary(),
                workspace);
    }

    static Map<String, String> search(Query query) {
        return FIELDS.stream().collect(java.util.stream.Collectors.toMap(name -> name, query::value));
    }

    /**
     * @param hasNewer whether there may be entries before these rows
     * @param next where the next page begins; null on the last
     */
    static Pager pager(Query query, List<Activity> shown, boolean hasNewer, @Nullable Long next, Messages messages) {
        var older = next == null
                ? ""
                : query.with("after", "").with("before", Long.toString(next)).url();
        if (shown.isEmpty()) {
            return new Pager(next == null ? "" : messages.text("activity.before", Numbers.whole(next)), "", older);
        }
        var first = shown.getFirst().seq();
        var last = shown.getLast().seq();
        return new Pager(
                messages.text("activity.range", Numbers.whole(first), Numbers.whole(last)),
                hasNewer
                        ? query.with("before", "")
                                .with("after", Long.toString(first))
                                .url()
                        : "",
                older);
    }

    /** The same filter, for a file. */
    static String export(Query query, String base, String file) {
        return new Query(
                        base + "/export." + file,
                        query.with("before", "").with("after", "").parameters())
                .url();
    }
}
