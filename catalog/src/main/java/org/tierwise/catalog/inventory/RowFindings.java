package org.tierwise.catalog.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

/** Warnings of accepted rows. For the rows of one file. */
final class RowFindings {
    private static final WordLists WORDS = WordLists.SHIPPED;

    private final ModelNames models;
    private final Classifier classifier;
    private final Map<String, List<String>> nearestModels = new HashMap<>();

    RowFindings(ModelNames models, Classifier classifier) {
        this.models = models;
        this.classifier = classifier;
    }

    /** What can be said only of a complete workload: warnings of its classification, its model and its rates. */
    void add(Cells cells, Workload workload) {
        var model = workload.runtime().model();
        var match = model == null ? Optional.<ModelNames.Match>empty() : models.find(model);
        if (model != null && match.isEmpty()) {
            var near = nearestModels.computeIfAbsent(model, models::nearest);
            cells.issue(
                    Field.MODEL,
                    IssueCode.MODEL_UNKNOWN,
                    "is not a model of the catalogue and is kept as text",
                    near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "?");
        }
        var classification = classifier.classify(
                workload, match.map(ModelNames.Match::maxContextTokens).orElse(0));
        for (var warning : classification.warnings()) {
            var finding = Findings.of(warning, classification);
            cells.issue(finding.field(), finding.code(), finding.problem(), finding.suggestion());
        }
        var proposed = WORDS.workloadClass(cells.text(Field.WORKLOAD_CLASS));
        if (proposed.isPresent() && proposed.get() != classification.workloadClass()) {
            cells.issue(
                    Field.WORKLOAD_CLASS,
                    IssueCode.CLASS_DIFFERS,
                    "differs from the class by the rules (" + classification.workloadClass() + ", "
                            + classification.rule() + ")",
                    "Review it; nothing is overridden.");
        }
        if (workload.demand().peakRps() == null
                && workload.demand().avgRps() != null
                && classification.workloadClass() != WorkloadClass.BATCH) {
            cells.issue(
                    Field.PEAK_RPS, IssueCode.PEAK_DERIVED, "", "is missing and will be derived from the average", "");
        }
        addMissingPlace(cells, workload, classification.workloadClass());
    }

    /** The row is stored all the same: its place can be added later by form. */
    private static void addMissingPlace(Cells cells, Workload workload, WorkloadClass workloadClass) {
        boolean needed = !workloadClass.unattended()
                && workloadClass != WorkloadClass.UNCLASSIFIED
                && workload.status() != WorkloadStatus.RETIRED;
        if (needed && workload.demand().points().isEmpty()) {
            cells.issue(
                    Field.USER_LOCATION,
                    IssueCode.LOCATION_MISSING,
                    "",
                    "is missing, so that no latency can be predicted and no plan can place the workload",
                    "Write a city with its country, such as Berlin, DE.");
        }
    }
}
