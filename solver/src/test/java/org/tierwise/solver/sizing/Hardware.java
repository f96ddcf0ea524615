package org.tierwise.solver.sizing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.workload.BudgetMetric;

/** The shipped accelerators and models with short names for what the sizing tests ask of them. */
final class Hardware {
    final ReferenceCatalogue catalogue = CatalogueReader.shipped();
    final Assumptions assumptions = catalogue.assumptions();
    final Accelerator h100 = accelerator("H100-80GB-SXM");
    final Accelerator h200 = accelerator("H200-141GB-SXM");
    final Accelerator b200 = accelerator("B200-180GB");
    final Accelerator l4 = accelerator("L4-24GB");
    final Accelerator t4 = accelerator("T4-16GB");
    final Model llama8 = model("meta-llama/Meta-Llama-3.1-8B");
    final Model llama70 = model("meta-llama/Llama-3.3-70B-Instruct");
    final Model deepseek = model("deepseek-ai/DeepSeek-R1");
    /** With the measured rows. */
    final SizingModel sizing = new SizingModel(catalogue, assumptions);
    /** Without any measured row: throughput comes from the roofline alone. */
    final SizingModel unmeasured = new SizingModel(List.of(), catalogue.accelerators(), assumptions);

    Accelerator accelerator(String id) {
        return catalogue.accelerators().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no accelerator " + id));
    }

    Model model(String id) {
        return catalogue.models().stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no model " + id));
    }

    static RequestShape shape(int input, int output, BudgetMetric metric, LatencyTier tier) {
        return new RequestShape(input, output, 0, 0, 0, null, metric, tier);
    }

    static RequestShape declared(int input, int output, BudgetMetric metric, @Nullable Double p95Ms) {
        return new RequestShape(input, output, 0, 0, 0, p95Ms, metric, LatencyTier.T500);
    }

    static ReplicaPlan planOf(Sizing sizing) {
        return switch (sizing) {
            case ReplicaPlan plan -> plan;
            case RunPlan run -> throw new AssertionError("a run: " + run);
            case Misfit misfit -> throw new AssertionError("a misfit: " + misfit);
        };
    }

    static Misfit misfitOf(Sizing sizing) {
        return switch (sizing) {
            case Misfit misfit -> misfit;
            case ReplicaPlan plan -> throw new AssertionError("a plan: " + plan);
            case RunPlan run -> throw new AssertionError("a run: " + run);
        };
    }

    static RunPlan runOf(Sizing sizing) {
        return switch (sizing) {
            case RunPlan run -> run;
            case ReplicaPlan plan -> throw new AssertionError("a plan: " + plan);
            case Misfit misfit -> throw new AssertionError("a misfit: " + misfit);
        };
    }
}
