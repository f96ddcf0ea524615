package org.tierwise.solver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.job.Instance;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.plan.StoredPlan;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Thresholds;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Constraints;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.DemandPoint;
import org.tierwise.catalog.workload.LatencyBudget;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Runtime;
import org.tierwise.catalog.workload.TokenProfile;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;
import org.tierwise.catalog.workspace.WorkspaceRepository;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunWorkerIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int RIVALS = 24;
    private static final UserLocation BERLIN = new UserLocation("Berlin", "DE", new GeoPoint(52.52, 13.405));
    private static final UserLocation MANILA = new UserLocation("Manila", "PH", new GeoPoint(14.6042, 120.9822));

    private ReferenceCatalogue catalogue;
    private Database database;
    private SolveRuns runs;
    private long workspace;

    @BeforeAll
    void readCatalogue() {
        catalogue = CatalogueReader.shipped();
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.openIn(directory, CLOCK);
        runs = new SolveRuns(database.tx());
        workspace = database.tx()
                .write(ctx -> new WorkspaceRepository(ctx).ensureOwn())
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void store(Workload... workloads) {
        var classifier = new Classifier(Thresholds.DEFAULT);
        var classified = List.of(workloads).stream()
                .map(workload -> new ClassifiedWorkload(workload, classifier.classify(workload)))
                .toList();
        database.tx().writing(ctx -> {
            var effects = new WorkloadRepository(ctx).upsert(workspace, classified);
            assertThat(effects).hasSize(workloads.length);
        });
    }

    private static Workload chat(String externalId, UserLocation location) {
        return workload(
                externalId,
                location,
                Purpose.INTERACTIVE,
                new LatencyBudget(400.0, BudgetMetric.TTFT, 95, null, null, null));
    }

    /** So much demand of so many sizes that the cheapest pools are full and no plan is proven to be the best soon. */
    private static Workload[] rivals() {
        var all = new Workload[RIVALS];
        for (int i = 0; i < RIVALS; i++) {
            all[i] = workload(
                    "rival-" + i,
                    i % 2 == 0 ? BERLIN : MANILA,
                    Purpose.INTERACTIVE,
                    new LatencyBudget(400.0, BudgetMetric.TTFT, 95, null, null, null),
                    130 + 37.0 * (i * 7 % 11));
        }
        return all;
    }

    private static Workload workload(String externalId, UserLocation location, Purpose purpose, LatencyBudget budget) {
        return workload(externalId, location, purpose, budget, 5);
    }

    private static Workload workload(
            String externalId, UserLocation location, Purpose purpose, LatencyBudget budget, double peakRps) {
        return new Workload(
                externalId,
                "test",
                externalId,
                "",
                "",
                "",
                "",
                List.of(),
                null,
                WorkloadStatus.ACTIVE,
                purpose,
                Waiting.HUMAN,
                budget,
                new TokenProfile(1_000, 300, 8_192, 0),
                new Demand(
                        List.of(new DemandPoint(location, 1)),
                        peakRps,
                        peakRps / 5,
                        null,
                        null,
                        AccessProfile.FIBRE,
                        0),
                Runtime.NONE,
                Constraints.NONE,
                Map.of());
    }

    private SolveRun await(long job, Predicate<SolveRun> condition) throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            var run = runs.find(workspace, job).orElseThrow();
            if (condition.test(run)) {
                return run;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The run did not get there: " + runs.find(workspace, job));
    }

    private SolveRun ended(long job) throws InterruptedException {
        return await(job, run -> run.job().state().ended());
    }

    private StoredPlan plan(SolveRun run) {
        var summary = Objects.requireNonNull(run.plan(), run.job().outcome());
        return database.tx()
                .read(ctx -> new PlanRepository(ctx).find(workspace, summary.id()))
                .orElseThrow();
    }

    @Test
    void a_run_ends_with_a_stored_plan() throws Exception {
        store(chat("berlin", BERLIN), chat("manila", MANILA));
        var queued = runs.start(workspace, "First", SolveInput.ofSeconds("balanced", 1, 7, true, false), "owner");

        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var run = ended(queued.job().id());

            assertThat(run.job().outcome()).matches("\\d+");
            assertThat(run.job().state()).isEqualTo(JobState.DONE);
            var plan = plan(run).plan();
            assertThat(plan.title()).isEqualTo("First");
            assertThat(plan.seconds()).isEqualTo(1);
            assertThat(plan.seed()).isEqualTo(7);
            assertThat(plan.placements()).hasSize(2);
            assertThat(run.progress()).isNotNull();
        }
    }

    @Test
    void workloads_without_a_class_are_named_before_the_start_and_refused_after_it() throws Exception {
        store(chat("berlin", BERLIN), workload("mystery", BERLIN, Purpose.INTERACTIVE, LatencyBudget.NONE));
        assertThat(runs.unclassified(workspace, "balanced"))
                .singleElement()
                .asString()
                .contains("mystery");
        var queued = runs.start(workspace, "Refused", SolveInput.ofSeconds("balanced", 1, 1, true, false), "owner");

        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var run = ended(queued.job().id());

            assertThat(run.job().state()).isEqualTo(JobState.FAILED);
            assertThat(run.job().outcome()).contains("mystery");
        }
    }

    @Test
    void a_stopped_run_keeps_its_best() throws Exception {
        store(rivals());
        var job = runs.start(workspace, "Long", SolveInput.ofSeconds("balanced", 3_000, 1, true, false), "owner")
                .job()
                .id();

        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var searching =
                    await(job, run -> run.progress() != null && run.progress().placed() == RIVALS);
            assertThat(searching.job().state()).isEqualTo(JobState.RUNNING);
            runs.stop(workspace, job);
            var run = ended(job);

            assertThat(run.job().state()).isEqualTo(JobState.DONE);
            assertThat(plan(run).plan().placements()).hasSize(RIVALS);
        }
    }

    @Test
    void a_run_whose_process_died_goes_on_from_its_checkpoint() throws Exception {
        store(chat("berlin", BERLIN), chat("manila", MANILA));
        var job = runs.start(workspace, "Crashed", SolveInput.ofSeconds("balanced", 3, 1, true, false), "owner")
                .job()
                .id();
        // What a process that is gone leaves behind: a job under way, its lease far from its end, and a checkpoint.
        database.tx().writing(ctx -> {
            var queue = new JobQueue(ctx);
            var claim = queue.claim(SolveRuns.KIND, new Instance("dead", "dead"), JobQueue.LEASE_MAX)
                    .orElseThrow();
            boolean kept = queue.checkpoint(
                    claim, RecordJson.write(new SolveCheckpoint(2.5, Map.of("berlin@Berlin DE", "gone"), null)));
            assertThat(kept).isTrue();
        });

        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var run = ended(job);

            assertThat(run.job().state()).isEqualTo(JobState.DONE);
            assertThat(run.job().attempt()).isEqualTo(2);
            var plan = plan(run).plan();
            assertThat(plan.placements()).hasSize(2);
            assertThat(plan.seconds()).isEqualTo(3);
            assertThat(plan.notes()).anyMatch(note -> note.contains("went on from its last checkpoint"));
        }
    }

    @Test
    void closing_the_worker_keeps_the_best_for_the_next_start() throws Exception {
        store(rivals());
        var job = runs.start(workspace, "Moved", SolveInput.ofSeconds("balanced", 3_000, 1, true, false), "owner")
                .job()
                .id();
        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var unused =
                    await(job, run -> run.progress() != null && run.progress().placed() == RIVALS);
        }
        assertThat(runs.find(workspace, job).orElseThrow().job().state()).isEqualTo(JobState.QUEUED);

        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var again = await(
                    job,
                    run -> run.job().state() == JobState.RUNNING
                            && run.progress() != null
                            && run.progress().placed() == RIVALS
                            && run.progress().elapsedSeconds() > 0);
            assertThat(again.job().attempt()).isEqualTo(1);
            runs.stop(workspace, job);

            assertThat(plan(ended(job)).plan().placements()).hasSize(RIVALS);
        }
    }
}
