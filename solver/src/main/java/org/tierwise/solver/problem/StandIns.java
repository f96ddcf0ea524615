package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.ModelDefault;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;

/**
 * Fills what an inventory leaves out, and says so with a code for each stand-in. Source: product definition, section 10.
 */
final class StandIns {
    private static final double HOURS_PER_DAY = 24;

    private final ModelLookup models;
    private final Map<WorkloadClass, ModelDefault> defaults;
    private final Assumptions assumptions;
    private final boolean acceptStandInTimes;

    StandIns(
            ModelLookup models,
            Map<WorkloadClass, ModelDefault> defaults,
            Assumptions assumptions,
            boolean acceptStandInTimes) {
        this.models = models;
        this.defaults = defaults;
        this.assumptions = assumptions;
        this.acceptStandInTimes = acceptStandInTimes;
    }

    /** @param notes one for each stand-in, "CODE: what stands in" */
    record Filled(Work work, List<String> notes) {}

    Filled fill(Workload workload, Classification classification) {
        var notes = new ArrayList<String>();
        var work = switch (classification.workloadClass()) {
            case TRAINING, FINE_TUNING -> tuning(workload, classification.workloadClass(), notes);
            case BATCH,
                    CONTROL_LOOP,
                    LIVE_VIDEO,
                    LARGE_CONTEXT,
                    CODE_COMPLETION,
                    LIVE_CONVERSATION,
                    INTERACTIVE_TOLERANT,
                    NEAR_REAL_TIME ->
                language(workload)
                        ? tokens(workload, classification, notes)
                        : stream(workload, classification.workloadClass(), notes);
            case UNCLASSIFIED -> new Work.Unmeasured();
        };
        return new Filled(work, notes);
    }

    /** A model or tokens make it a language workload; a declared time without both makes it a stream. */
    private static boolean language(Workload workload) {
        return workload.runtime().model() != null
                || workload.tokens().input() != null
                || workload.tokens().output() != null;
    }

    private Work stream(Workload workload, WorkloadClass workloadClass, List<String> notes) {
        var declared = workload.runtime().processingMs();
        double ratio = assumptions.value("sizing.stream.p95OverServiceTime");
        if (declared != null) {
            notes.add("STREAM_ASSUMED: no model and no tokens, sized by its declared time of "
                    + ExclusionWords.number(declared) + " ms ÷ " + ratio);
            return new Work.Stream(declared / ratio, declared);
        }
        if (speaks(workloadClass)) {
            return tokens(workload.runtime().processingMs(), workload, workloadClass, 0, notes);
        }
        if (!acceptStandInTimes) {
            return new Work.Unmeasured();
        }
        double service = assumptions.value("sizing.stream.standInServiceMs");
        notes.add("TIME_DEFAULTED: " + ExclusionWords.number(service)
                + " ms a call on L4, as published for RetinaNet; accepted by the user");
        return new Work.Stream(service, service * ratio);
    }

    /** Classes that talk: without any statement their workload is taken for a language workload, not for a stream. */
    private static boolean speaks(WorkloadClass workloadClass) {
        return switch (workloadClass) {
            case CODE_COMPLETION, LIVE_CONVERSATION, INTERACTIVE_TOLERANT, LARGE_CONTEXT -> true;
            case BATCH, CONTROL_LOOP, LIVE_VIDEO, NEAR_REAL_TIME, TRAINING, FINE_TUNING, UNCLASSIFIED -> false;
        };
    }

    private Work tokens(Workload workload, Classification classification, List<String> notes) {
        return tokens(
                workload.runtime().processingMs(),
                workload,
                classification.workloadClass(),
                classification.contextTokens(),
                notes);
    }

    private Work tokens(
            @Nullable Double declared,
            Workload workload,
            WorkloadClass workloadClass,
            int contextTokens,
            List<String> notes) {
        var profile = workload.tokens();
        int input = profile.input() != null ? profile.input() : defaulted(workloadClass, "input");
        int output = profile.output() != null ? profile.output() : defaulted(workloadClass, "output");
        if (profile.input() == null || profile.output() == null) {
            notes.add("TOKENS_DEFAULTED: " + input + " in, " + output + " out, the median of traces of its class");
        }
        // The cache must hold the longest context; sizing adds nothing for what is never sent.
        int context = Math.max(contextTokens, input + output);
        double toolMs = workload.runtime().toolMs();
        var found = model(workload, workloadClass, notes);
        return switch (found) {
            case ModelLookup.Open open ->
                new Work.Language(open.model(), input, output, context, profile.sharedPrefix(), toolMs, declared);
            case ModelLookup.Closed closed ->
                new Work.Closed(closed.name(), input, output, context, profile.sharedPrefix(), toolMs, declared);
            case ModelLookup.Unknown unknown -> throw new IllegalStateException("A default model is known.");
        };
    }

    private int defaulted(WorkloadClass workloadClass, String side) {
        var prefix = switch (workloadClass) {
            case CODE_COMPLETION -> "tokens.codeCompletion.";
            case LIVE_CONVERSATION -> "tokens.liveConversation.";
            case INTERACTIVE_TOLERANT -> "tokens.interactiveTolerant.";
            case LARGE_CONTEXT -> "tokens.largeContext.";
            case NEAR_REAL_TIME -> "tokens.nearRealTime.";
            case BATCH -> "tokens.batch.";
            case TRAINING, FINE_TUNING, CONTROL_LOOP, LIVE_VIDEO, UNCLASSIFIED -> "tokens.other.";
        };
        return (int) assumptions.value(prefix + side);
    }

    /** The model as written, or the default of the class with a note. Never {@link ModelLookup.Unknown}. */
    private ModelLookup.Found model(Workload workload, WorkloadClass workloadClass, List<String> notes) {
        var name = workload.runtime().model();
        if (name != null) {
            var found = models.find(name);
            switch (found) {
                case ModelLookup.Open open -> {
                    return open;
                }
                case ModelLookup.Closed closed -> {
                    if (closed.successor()) {
                        notes.add("MODEL_SUCCEEDED: " + name + " is no longer listed, " + closed.name() + " taken");
                    }
                    return closed;
                }
                case ModelLookup.Unknown unknown ->
                    notes.add("MODEL_UNKNOWN: " + name
                            + (unknown.nearest().isEmpty()
                                    ? ""
                                    : "; did you mean " + String.join(" or ", unknown.nearest()) + "?"));
            }
        }
        var model = defaultModel(workloadClass);
        notes.add("MODEL_DEFAULTED: " + model.id());
        return new ModelLookup.Open(model);
    }

    private Model defaultModel(WorkloadClass workloadClass) {
        var given = defaults.get(workloadClass);
        if (given != null && models.find(given.modelId()) instanceof ModelLookup.Open open) {
            return open.model();
        }
        throw new IllegalStateException(
                "The catalogue has no default model for the class (" + workloadClass + "). Add one to its defaults.");
    }

    private Work tuning(Workload workload, WorkloadClass workloadClass, List<String> notes) {
        boolean fine = workloadClass == WorkloadClass.FINE_TUNING;
        var found = model(workload, workloadClass, notes);
        if (found instanceof ModelLookup.Closed closed) {
            notes.add("MODEL_DEFAULTED: " + closed.name() + " cannot be trained outside its vendor");
            found = new ModelLookup.Open(defaultModel(workloadClass));
        }
        var model = ((ModelLookup.Open) found).model();
        double hours = fine
                ? fineTuningHours(model.activeParamsB(), assumptions)
                : assumptions.value("sizing.training.h100HoursPerRun");
        notes.add("HOURS_DEFAULTED: " + ExclusionWords.number(hours) + " H100-hours a run");
        var deadline = workload.budget().deadlineSeconds();
        double deadlineHours;
        if (deadline != null) {
            deadlineHours = deadline / 3_600;
        } else {
            deadlineHours = assumptions.value(
                    fine ? "sizing.training.deadlineHoursFineTuning" : "sizing.training.deadlineHoursTraining");
            notes.add("DEADLINE_DEFAULTED: " + ExclusionWords.number(deadlineHours) + " h");
        }
        double everyHours = fine
                ? Math.max(assumptions.value("sizing.training.hoursBetweenFineTunings"), deadlineHours)
                : assumptions.value("sizing.training.daysBetweenTrainings") * HOURS_PER_DAY;
        return new Work.Tuning(
                model,
                hours,
                assumptions.value(
                        fine ? "sizing.training.memoryFactorFineTuning" : "sizing.training.memoryFactorTraining"),
                deadlineHours,
                assumptions.value("demand.hoursPerMonth") / everyHours);
    }

    /** H100-hours of a fine-tuning run: 6 × active parameters × tokens ÷ (share × dense TFLOPS). */
    static double fineTuningHours(double activeParamsB, Assumptions assumptions) {
        return 6
                * activeParamsB
                * 1e9
                * assumptions.value("sizing.training.tokensPerFineTuning")
                / (assumptions.value("sizing.training.flopsShare")
                        * assumptions.value("sizing.training.h100Tflops")
                        * 1e12)
                / 3_600;
    }
}
