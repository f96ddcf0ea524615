package org.tierwise.web.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryException;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.inventory.Issue;
import org.tierwise.catalog.inventory.ModelNames;
import org.tierwise.catalog.inventory.RowResult;
import org.tierwise.catalog.inventory.Severity;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.workload.Workload;

/**
 * Reads a workload from the fields of a form or of the API. It goes the same way as a row of a file with the canonical
 * headers, so that the same words, units, rules and codes hold everywhere.
 */
public final class WorkloadDraft {
    private final InventoryImport inventory;
    private final Classifier classifier;
    private final ModelNames models;

    public WorkloadDraft(InventoryImport inventory, Classifier classifier, ModelNames models) {
        this.inventory = inventory;
        this.classifier = classifier;
        this.models = models;
    }

    /**
     * What became of the fields.
     *
     * @param workload missing if an error stops it
     */
    record Read(Optional<Workload> workload, List<Issue> issues) {
        Map<String, String> errors() {
            return issues.stream()
                    .filter(issue -> issue.severity() == Severity.ERROR)
                    .collect(
                            Collectors.toMap(Issue::column, Issue::message, (a, b) -> a + " " + b, LinkedHashMap::new));
        }

        List<Issue> warnings() {
            return issues.stream()
                    .filter(issue -> issue.severity() == Severity.WARNING)
                    .toList();
        }
    }

    /**
     * Reads the fields.
     *
     * @param values by canonical column, such as "latency_budget"; blank ones count as missing
     */
    Read read(Map<String, String> values) {
        var filled = new LinkedHashMap<String, String>();
        values.forEach((column, value) -> {
            if (!value.isBlank()) {
                filled.put(column, value.strip());
            }
        });
        // A file without a row of values would be refused as a whole, a form without a name only misses its name.
        filled.putIfAbsent("name", "");
        filled.putIfAbsent("description", "");
        var csv = line(filled.keySet()) + line(filled.values());
        var options = new ImportOptions("", StandardCharsets.UTF_8, ',', 1, Map.of(), Map.of(), "USD");
        try {
            var rows = inventory
                    .read(csv.getBytes(StandardCharsets.UTF_8), options)
                    .rows();
            if (rows.isEmpty()) {
                return read(Map.of("name", "", "description", "-"));
            }
            return switch (rows.getFirst().result()) {
                case RowResult.Accepted accepted -> new Read(Optional.of(accepted.workload()), accepted.issues());
                case RowResult.Rejected rejected -> new Read(Optional.empty(), all(filled, rejected.issues()));
            };
        } catch (InventoryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Without a name a row is not read further; a form tells everything at once. */
    private List<Issue> all(Map<String, String> filled, List<Issue> found) {
        if (!filled.getOrDefault("name", "").isEmpty()) {
            return found;
        }
        var named = new LinkedHashMap<>(filled);
        named.put("name", "draft");
        return Stream.concat(found.stream(), read(named).issues().stream()).toList();
    }

    /** The class as far as the fields can be read: what is wrong with some of them must not hide what the others say. */
    Optional<Classification> classifyWhatIsReadable(Map<String, String> values) {
        var readable = new LinkedHashMap<>(values);
        readable.put("name", "draft");
        readable.put("external_id", "draft");
        var first = read(readable);
        first.errors().keySet().forEach(readable::remove);
        return (first.workload().isPresent() ? first : read(readable))
                .workload()
                .map(this::classify);
    }

    /** Classifies with the longest context of the workload's model. */
    public Classification classify(Workload workload) {
        var model = workload.runtime().model();
        int maxContext = model == null
                ? 0
                : models.find(model).map(ModelNames.Match::maxContextTokens).orElse(0);
        return classifier.classify(workload, maxContext);
    }

    private static String line(Iterable<String> cells) {
        var quoted = new ArrayList<String>();
        cells.forEach(cell -> quoted.add('"' + cell.replace("\"", "\"\"") + '"'));
        return String.join(",", quoted) + "\r\n";
    }
}
