package org.tierwise.solver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.activity.LegacyActivitySql;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.inventory.ModelNames;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRepository;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.snapshot.SnapshotRepository;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Thresholds;
import org.tierwise.catalog.verify.DatabaseCheck;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.solver.placement.PlacementSolver;

/** A plan can be solved again from what is kept of its input, whatever has become of the estate. */
class KeptInputIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SolveInput STEPS = new SolveInput("balanced", null, 300L, 5, true, true, false, null);
    private static final String INVENTORY = """
            external_id,name,purpose,waiting,latency_budget,user_location,peak_rps,input_tokens,output_tokens
            chat-1,Chat Berlin,INTERACTIVE,HUMAN,400 ms,Berlin DE,40,1000,300
            chat-2,Chat Manila,INTERACTIVE,HUMAN,400 ms,Manila PH,25,1000,300
            chat-3,Chat Madrid,INTERACTIVE,HUMAN,300 ms,Madrid ES,60,500,200
            """;

    private final ReferenceCatalogue catalogue = CatalogueReader.shipped();

    private void fill(Database database, long workspace) {
        var classifier = new Classifier(Thresholds.DEFAULT);
        var rows = new InventoryImport(
                        catalogue.gazetteer(), new ModelNames(catalogue.models(), catalogue.offers()), classifier)
                .read(INVENTORY.getBytes(StandardCharsets.UTF_8), ImportOptions.DEFAULT).workloads().stream()
                        .map(workload -> new ClassifiedWorkload(workload, classifier.classify(workload)))
                        .toList();
        assertThat(rows).hasSize(3);
        var assumption = catalogue.assumptions().all().getFirst();
        database.tx().writing(ctx -> {
            assertThat(new LegacyActivitySql(ctx).carryOver()).isTrue();
            assertThat(new WorkloadRepository(ctx).upsert(workspace, rows)).hasSize(3);
            var override = AssumptionOverride.toStore(
                    assumption.key(), assumption.figure().value() * 1.01, "anna");
            assertThat(new AssumptionRepository(ctx).put(workspace, override, null))
                    .isTrue();
        });
    }

    private PlanSummary solved(Database database, long workspace) throws InterruptedException {
        var runs = new SolveRuns(database.tx());
        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            long job = runs.start(workspace, "Kept", STEPS, Actor.named("anna"))
                    .job()
                    .id();
            for (int i = 0; i < 600; i++) {
                var run = runs.find(workspace, job).orElseThrow();
                if (run.job().state().ended()) {
                    return Objects.requireNonNull(run.plan(), run.job().outcome());
                }
                Thread.sleep(50);
            }
        }
        throw new AssertionError("The run did not end.");
    }

    @Test
    void a_plan_is_solved_again_from_its_kept_input_though_the_estate_is_gone(@TempDir Path folder)
            throws InterruptedException {
        try (var database = Database.openIn(folder, CLOCK)) {
            var tx = database.tx();
            long workspace =
                    tx.write(ctx -> new WorkspaceRepository(ctx).ensureOwn()).id();
            fill(database, workspace);
            var summary = solved(database, workspace);
            var original = tx.read(ctx -> new PlanRepository(ctx).find(workspace, summary.id()))
                    .orElseThrow()
                    .plan();
            tx.writing(ctx -> {
                var workloads = new WorkloadRepository(ctx);
                workloads
                        .list(workspace)
                        .forEach(stored -> assertThat(workloads.delete(workspace, stored.id(), stored.version()))
                                .isTrue());
            });

            var snapshot = Objects.requireNonNull(summary.inputSnapshot());
            var input = KeptInput.of(tx.read(ctx -> new SnapshotRepository(ctx).get(snapshot)));
            var again = new PlacementSolver()
                    .solve(input.problem(), STEPS.limits(Duration.ZERO), CLOCK, progress -> {}, () -> false);

            assertThat(input.inputHash()).isEqualTo(summary.inputHash());
            assertThat(input.workloads()).hasSize(3);
            assertThat(again.placements()).isNotEmpty();
            assertThat(comparable(again)).isEqualTo(comparable(original));
            var state =
                    new DatabaseCheck(tx, CLOCK, Optional.empty(), DatabaseCheck.PlanExaminer.NONE, () -> false).all();
            assertThat(state.problems()).isEmpty();
            assertThat(state.inputs()).isGreaterThan(20);
            assertThat(state.plans()).isEqualTo(1);
        }
    }

    private static Object comparable(PlacementPlan plan) {
        return java.util.List.of(
                plan.inputHash(),
                plan.placements(),
                plan.unplaced(),
                plan.lines(),
                plan.assumptions(),
                plan.catalogueVersion());
    }
}
