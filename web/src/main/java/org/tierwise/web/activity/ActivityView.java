package org.tierwise.web.activity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/**
 * One activity in words.
 *
 * @param facts who, when, what, in order
 * @param fields of the object before and after, those that differ first; at most {@value #FIELDS_MAX}
 * @param hidden fields beyond these
 */
record ActivityView(
        String base,
        String title,
        List<Fact> facts,
        List<FieldRow> fields,
        int changed,
        int hidden,
        String objectHref,
        String historyHref) {
    private static final int FIELDS_MAX = 300;

    record Fact(String label, String value) {}

    /** @param state "changed", "added", "removed" or "same" */
    record FieldRow(String name, String before, String after, String state) {}

    static ActivityView of(ActivityRepository.Whole whole, ActivityScope scope, Messages messages) {
        var entry = whole.entry();
        var fields = fields(whole);
        var subject = entry.subject();
        var history = new org.tierwise.web.http.Query(
                        scope.base(), java.util.Map.of("kind", List.of(subject.kind()), "id", List.of(subject.id())))
                .url();
        return new ActivityView(
                scope.base(),
                entry.summary(),
                facts(whole, messages),
                fields.stream().limit(FIELDS_MAX).toList(),
                (int) fields.stream().filter(row -> !row.state().equals("same")).count(),
                Math.max(0, fields.size() - FIELDS_MAX),
                scope.everything() ? "" : ActivityText.href(subject),
                history);
    }

    private static List<Fact> facts(ActivityRepository.Whole whole, Messages messages) {
        var entry = whole.entry();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(messages.text("activity.column.time"), ActivityText.time(entry.happenedAt())));
        facts.add(new Fact(messages.text("activity.column.actor"), entry.by().name()));
        if (entry.by().via() != null) {
            facts.add(new Fact(messages.text("activity.via"), entry.by().via()));
        }
        if (entry.by().clientIp() != null) {
            facts.add(new Fact(messages.text("activity.ip"), entry.by().clientIp()));
        }
        facts.add(new Fact(messages.text("activity.column.verb"), entry.verb()));
        facts.add(new Fact(
                messages.text("activity.object"),
                (entry.subject().kind() + " " + entry.subject().id()).strip()));
        facts.add(new Fact(messages.text("activity.column.seq"), Numbers.whole(entry.seq())));
        facts.add(new Fact(messages.text("activity.prevHash"), entry.prevHash()));
        facts.add(new Fact(messages.text("activity.hash"), entry.hash()));
        return facts;
    }

    private static List<FieldRow> fields(ActivityRepository.Whole whole) {
        var before = DocumentFields.of(whole.documents().before());
        var after = DocumentFields.of(whole.documents().after());
        var names = new java.util.LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        var changedFirst = Comparator.comparing((FieldRow row) -> row.state().equals("same"));
        return names.stream()
                .map(name -> row(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
                .sorted(changedFirst)
                .toList();
    }

    private static FieldRow row(String name, String before, String after) {
        var state =
                before.equals(after) ? "same" : before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
        return new FieldRow(name, before, after, state);
    }
}
