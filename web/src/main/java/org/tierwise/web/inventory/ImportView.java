package org.tierwise.web.inventory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tierwise.catalog.estate.ImportBatch;
import org.tierwise.catalog.inventory.ColumnMapping;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.inventory.Issue;
import org.tierwise.catalog.inventory.Severity;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Pager;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** A dry run, or what became of it, in words. */
record ImportView(
        long id,
        String fileName,
        String format,
        boolean done,
        int stored,
        boolean nothingToStore,
        List<Figure> figures,
        List<Chip> chips,
        List<IssueRow> issues,
        Pager pager,
        List<ColumnRow> columns,
        boolean anyRejected) {
    record Figure(String label, String value) {}

    record Chip(String label, String count, boolean chosen, String url) {}

    record IssueRow(
            String line,
            String column,
            String value,
            String code,
            String kind,
            String severity,
            String message,
            String suggestion) {}

    record ColumnRow(String header, String target, String match, String unit) {}

    static ImportView of(ImportDesk.Sight sight, Query query, Paging paging, Messages messages) {
        var counts = sight.counts();
        var batch = sight.batch();
        boolean done = batch.state() == ImportBatch.State.DONE;
        var all = Stream.concat(
                        sight.preview().rows().stream().flatMap(row -> row.result().issues().stream()),
                        sight.preview().notes().stream())
                .toList();
        var severity = query.value("show");
        var shown = all.stream()
                .filter(issue -> severity.isEmpty()
                        ? issue.severity() != Severity.INFO
                        : issue.severity().name().equalsIgnoreCase(severity))
                .toList();
        var page = Page.of(shown, paging);
        return new ImportView(
                batch.id(),
                batch.fileName(),
                format(sight.preview(), messages),
                done,
                counts.added() + counts.changed(),
                counts.added() + counts.changed() == 0,
                List.of(
                        figure("new", counts.added(), messages),
                        figure("changed", counts.changed(), messages),
                        figure("unchanged", counts.unchanged(), messages),
                        figure("warned", counts.warned(), messages),
                        figure("rejected", counts.rejected(), messages)),
                Stream.of(Severity.values())
                        .map(each -> new Chip(
                                messages.text("inventory.severity." + each),
                                Numbers.whole(all.stream()
                                        .filter(issue -> issue.severity() == each)
                                        .count()),
                                each.name().equalsIgnoreCase(severity),
                                query.toggled("show", each.name().toLowerCase(Locale.ROOT))
                                        .url()))
                        .toList(),
                page.rows().stream().map(issue -> row(issue, messages)).toList(),
                Pager.of(query, page),
                sight.preview().columns().stream()
                        .map(column -> column(column, messages))
                        .toList(),
                counts.rejected() > 0);
    }

    private static String format(ImportPreview preview, Messages messages) {
        var format = preview.format();
        var rows = Numbers.whole(preview.rows().size());
        return format.isWorkbook()
                ? messages.text("inventory.format.workbook", format.sheet(), rows)
                : messages.text("inventory.format", format.charset().name(), format.delimiterName(), rows);
    }

    private static Figure figure(String name, int count, Messages messages) {
        return new Figure(messages.text("inventory.count." + name), Numbers.whole(count));
    }

    private static IssueRow row(Issue issue, Messages messages) {
        var kind = switch (issue.severity()) {
            case ERROR -> "bad";
            case WARNING -> "warn";
            case INFO -> "info";
        };
        return new IssueRow(
                issue.line() == 0 ? "" : Numbers.whole(issue.line()),
                issue.header().isEmpty() ? issue.column() : issue.header(),
                issue.value(),
                issue.code().name(),
                kind,
                messages.text("inventory.severity.one." + issue.severity()),
                reason(issue),
                issue.suggestion());
    }

    private static ColumnRow column(ColumnMapping column, Messages messages) {
        var field = column.field();
        return new ColumnRow(
                column.header(),
                field == null ? messages.text("inventory.custom") : field.column(),
                messages.text("inventory.match." + column.match()),
                column.unit());
    }

    /** A message ends with its suggestion, which has a column of its own here. */
    private static String reason(Issue issue) {
        var message = issue.message();
        var suggestion = issue.suggestion();
        return !suggestion.isEmpty() && message.endsWith(suggestion)
                ? message.substring(0, message.length() - suggestion.length()).strip()
                : message;
    }
}
