package org.tierwise.web.taxonomy;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.Facet;
import org.tierwise.catalog.estate.WorkloadFilter;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.estate.WorkloadRow;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Workspaces;

/** The taxonomy at a glance: how many workloads each class has, by which rules, and which of them need a look first. */
public final class TaxonomyPages {
    /** The queue shows this many; the list of workloads has the rest. */
    private static final int QUEUE_MAX = 50;

    private final Tx tx;
    private final Workspaces workspaces;
    private final Classifier classifier;
    private final Messages messages;

    public TaxonomyPages(Tx tx, Workspaces workspaces, Classifier classifier, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.classifier = classifier;
        this.messages = messages;
    }

    record ClassRow(String id, String name, String definition, String count, String width) {}

    record RuleRow(String id, String condition, String result) {}

    record QueueRow(long id, String name, String workloadClass, String rule, String reason, String kind) {}

    public void show(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        var page = tx.snapshot(db -> {
            var workloads = new WorkloadRepository(db);
            var counts = workloads.countByClass(workspace);
            int total = counts.values().stream().mapToInt(Integer::intValue).sum();
            return Map.<String, Object>of(
                    "classes",
                    Arrays.stream(WorkloadClass.values())
                            .map(each -> classRow(each, counts.getOrDefault(each, 0), total))
                            .toList(),
                    "total",
                    Numbers.whole(total),
                    "unclassified",
                    Numbers.whole(counts.getOrDefault(WorkloadClass.UNCLASSIFIED, 0)),
                    "queue",
                    queue(workloads, workspace));
        });
        ctx.render("taxonomy/overview", with(page, "rules", rules()));
    }

    private ClassRow classRow(WorkloadClass each, int count, int total) {
        return new ClassRow(
                each.name(),
                messages.text("class." + each),
                messages.text("taxonomy.definition." + each),
                Numbers.whole(count),
                total == 0 ? "0" : Numbers.significant(100.0 * count / total, 4));
    }

    private List<RuleRow> rules() {
        return classifier.conditions().entrySet().stream()
                .map(rule ->
                        new RuleRow(rule.getKey(), rule.getValue(), messages.text("taxonomy.result." + rule.getKey())))
                .toList();
    }

    /** Unclassified ones first: nothing can be planned for them. */
    private List<QueueRow> queue(WorkloadRepository workloads, long workspace) {
        var all = WorkloadFilter.ALL.onPage(1, QUEUE_MAX);
        var unclassified = workloads.page(workspace, all.with(Facet.CLASS, Set.of(WorkloadClass.UNCLASSIFIED.name())));
        var warned = workloads.page(
                workspace,
                all.with(
                        Facet.WARNING,
                        Arrays.stream(Warning.values()).map(Warning::name).collect(Collectors.toSet())));
        return Stream.concat(
                        unclassified.rows().stream()
                                .map(row -> queueRow(row, messages.text("taxonomy.why.unclassified"), "bad")),
                        warned.rows().stream()
                                .filter(row -> row.workloadClass() != WorkloadClass.UNCLASSIFIED)
                                .map(row -> queueRow(row, warnings(row), "warn")))
                .limit(QUEUE_MAX)
                .toList();
    }

    private String warnings(WorkloadRow row) {
        return row.warnings().stream()
                .map(warning -> messages.text("warning." + warning))
                .collect(Collectors.joining(", "));
    }

    private QueueRow queueRow(WorkloadRow row, String reason, String kind) {
        return new QueueRow(
                row.identity().id(),
                row.identity().name(),
                messages.text("class." + row.workloadClass()),
                row.rule(),
                reason,
                kind);
    }

    private static Map<String, Object> with(Map<String, Object> model, String key, Object value) {
        var more = new java.util.HashMap<>(model);
        more.put(key, value);
        return more;
    }
}
