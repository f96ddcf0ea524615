package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.DemandPoint;
import org.tierwise.catalog.workload.Workload;

/** Cuts workloads into demand slices, one for each location. Source: product definition, sections 2 and 10. */
final class SliceMaker {
    private static final int PREDICTED_PERCENTILE = 95;

    private final Classifier classifier;
    private final StandIns standIns;
    private final ModelLookup models;
    private final Assumptions assumptions;

    SliceMaker(Classifier classifier, StandIns standIns, ModelLookup models, Assumptions assumptions) {
        this.classifier = classifier;
        this.standIns = standIns;
        this.models = models;
        this.assumptions = assumptions;
    }

    Demanded cut(Workload workload) {
        var classification = classifier.classify(workload, maxContext(workload));
        var filled = standIns.fill(workload, classification);
        var rates = SliceRates.of(workload, classification, assumptions);
        var notes = new ArrayList<>(filled.notes());
        notes.addAll(rates.notes());
        notes.addAll(oddities(workload, classification));
        var points = workload.demand().points();
        boolean anywhere = points.isEmpty() && classification.workloadClass().unattended();
        var slices = new ArrayList<Slice>();
        if (points.isEmpty()) {
            slices.add(slice(workload, classification, filled.work(), null, rates, notes));
        }
        for (var point : points) {
            slices.add(slice(workload, classification, filled.work(), point, rates, notes));
        }
        if (classification.workloadClass() == WorkloadClass.UNCLASSIFIED) {
            return new Demanded(
                    workload, classification, filled.work(), slices, "UNCLASSIFIED", missing(workload, classification));
        }
        if (points.isEmpty() && !anywhere) {
            return new Demanded(
                    workload,
                    classification,
                    filled.work(),
                    slices,
                    "LOCATION_MISSING",
                    "The workload (" + workload.name()
                            + ") says nowhere where its users are; without that no latency can be predicted. Add a location.");
        }
        return new Demanded(workload, classification, filled.work(), slices, null, null);
    }

    private int maxContext(Workload workload) {
        var name = workload.runtime().model();
        return name != null && models.find(name) instanceof ModelLookup.Open open
                ? open.model().maxContextTokens()
                : 0;
    }

    static String missing(Workload workload, Classification classification) {
        return "The workload (" + workload.name() + ") has no class: " + String.join(" and ", classification.missing())
                + " missing.";
    }

    private static List<String> oddities(Workload workload, Classification classification) {
        var notes = new ArrayList<String>();
        for (Warning warning : classification.warnings()) {
            notes.add(
                    switch (warning) {
                        case BUDGET_IGNORED -> "BUDGET_IGNORED: nobody waits for an answer of this class";
                        case PURPOSE_BUDGET_MISMATCH ->
                            "PURPOSE_BUDGET_MISMATCH: the budget is unusual for the purpose";
                        case PURPOSE_WAITING_MISMATCH -> "PURPOSE_WAITING_MISMATCH: a batch for which a human waits";
                        case CONTEXT_OVER_MODEL -> "CONTEXT_OVER_MODEL: the context is longer than the model holds";
                    });
        }
        if (workload.demand().access() == AccessProfile.LAN && classification.budgetMs() != null) {
            notes.add("ACCESS_ASSUMED: LAN to a site on the premises, fibre to any other");
        }
        int percentile = workload.budget().percentile();
        if (percentile != PREDICTED_PERCENTILE && classification.budgetMs() != null) {
            notes.add("PERCENTILE: the budget is meant at p" + percentile + "; it is compared with the predicted p"
                    + PREDICTED_PERCENTILE + (percentile < PREDICTED_PERCENTILE ? ", which is stricter" : ""));
        }
        return notes;
    }

    private Slice slice(
            Workload workload,
            Classification classification,
            Work work,
            @Nullable DemandPoint point,
            SliceRates rates,
            List<String> notes) {
        double share = point == null ? 1 : point.share();
        var location = point == null ? null : point.location();
        return new Slice(
                workload.externalId() + "@" + (location == null ? "" : location.label()),
                workload.externalId(),
                workload.name(),
                classification.workloadClass(),
                classification.latencyTier(),
                classification.interactive(),
                location,
                share,
                rates.peakRps() * share,
                rates.avgRps() * share,
                modelId(work),
                classification.workloadClass().unattended() ? null : classification.budgetMs(),
                workload.constraints().criticality(),
                notes);
    }

    private static @Nullable String modelId(Work work) {
        return switch (work) {
            case Work.Language language -> language.model().id();
            case Work.Closed closed -> closed.name();
            case Work.Tuning tuning -> tuning.model().id();
            case Work.Stream stream -> null;
            case Work.Unmeasured unmeasured -> null;
        };
    }
}
