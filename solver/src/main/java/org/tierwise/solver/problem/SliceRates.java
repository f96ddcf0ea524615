package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;

/**
 * Requests per second of a whole workload, at peak and on average, with what was derived in words. Source: product
 * definition, section 2.
 */
record SliceRates(double peakRps, double avgRps, List<String> notes) {
    private static final double SECONDS_PER_DAY = 86_400;

    static SliceRates of(Workload workload, Classification classification, Assumptions assumptions) {
        var demand = workload.demand();
        var notes = new ArrayList<String>();
        double peakOverAvg = (classification.interactive()
                        ? assumptions.value("demand.peakOverAverageOffice")
                        : assumptions.value("demand.peakOverAverageFlat"))
                * assumptions.value("demand.peakMinute." + trace(classification.workloadClass()));
        var avg = demand.avgRps();
        if (avg == null && demand.users() != null && demand.callsPerUserDay() != null) {
            avg = demand.users() * demand.callsPerUserDay() / SECONDS_PER_DAY;
            notes.add("RATE_DERIVED: " + ExclusionWords.number(demand.users()) + " users × "
                    + ExclusionWords.number(demand.callsPerUserDay()) + " calls a day");
        }
        var peak = demand.peakRps();
        boolean runs = classification.workloadClass() == WorkloadClass.TRAINING
                || classification.workloadClass() == WorkloadClass.FINE_TUNING;
        if (peak == null && avg == null) {
            peak = assumptions.value("demand.peakRpsDefault");
            if (runs) {
                return new SliceRates(0, 0, notes);
            }
            notes.add("RATE_DEFAULTED: no rate and no users given, " + peak + " requests per second at peak assumed");
        } else if (peak == null && avg != null) {
            peak = avg * peakOverAvg;
            if (classification.workloadClass() != WorkloadClass.BATCH) {
                notes.add("PEAK_DERIVED: average × " + ExclusionWords.number(peakOverAvg));
            }
        }
        double atPeak = peak == null ? 0 : peak;
        return new SliceRates(atPeak, avg == null ? atPeak / peakOverAvg : avg, notes);
    }

    /** Peak minute over mean, by the trace that is nearest to the class. */
    private static String trace(WorkloadClass workloadClass) {
        return switch (workloadClass) {
            case CODE_COMPLETION -> "codeCompletion";
            case LIVE_CONVERSATION, INTERACTIVE_TOLERANT -> "conversation";
            case LARGE_CONTEXT -> "longContext";
            case TRAINING, FINE_TUNING, BATCH, CONTROL_LOOP, LIVE_VIDEO, NEAR_REAL_TIME, UNCLASSIFIED -> "other";
        };
    }
}
