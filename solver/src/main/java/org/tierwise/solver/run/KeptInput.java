package org.tierwise.solver.run;

import java.util.List;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.snapshot.InputSnapshot;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;

/** The input of a plan as it was kept, with which it can be solved again though workloads and catalogue have changed. */
public record KeptInput(List<Workload> workloads, ReferenceCatalogue catalogue, SolveQuestion question) {
    public KeptInput {
        workloads = List.copyOf(workloads);
    }

    /**
     * @throws IllegalArgumentException if the catalogue was not kept, because it was not the shipped one
     * @throws IllegalStateException if this version of the program cannot read that catalogue any more
     */
    public static KeptInput of(InputSnapshot snapshot) {
        if (snapshot.catalogueFiles().isEmpty()) {
            throw new IllegalArgumentException("The catalogue of this input was not the shipped one and is not kept.");
        }
        return of(snapshot, CatalogueReader.read(snapshot.catalogueFiles()));
    }

    /** The same with the catalogue of its files read already. */
    public static KeptInput of(InputSnapshot snapshot, ReferenceCatalogue catalogue) {
        return new KeptInput(
                snapshot.workloads(),
                snapshot.own().over(catalogue),
                RecordJson.read(snapshot.question(), SolveQuestion.class));
    }

    public PlacementProblem problem() {
        return ProblemBuilder.build(workloads, catalogue, question.policy(), question.choices(), question.rules());
    }

    /** What the plan states as the hash of its input, if this is its input. */
    public String inputHash() {
        return ProblemBuilder.inputHash(workloads, catalogue, question.policy(), question.choices(), question.rules());
    }
}
