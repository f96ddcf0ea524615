package org.tierwise.solver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
import org.tierwise.catalog.plan.PlanSummary;
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
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;

/** The curve of a plan as a stored job: its points are plans, and it survives what a solve survives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TradeoffRunIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final UserLocation BERLIN = new UserLocation("Berlin", "DE", new GeoPoint(52.52, 13.405));
    private static final UserLocation MANILA = new UserLocation("Manila", "PH", new GeoPoint(14.6042, 120.9822));

    private ReferenceCatalogue catalogue;
    private Database database;
    private SolveRuns solves;
    private TradeoffRuns runs;
    private long workspace;

    @BeforeAll
    void readCatalogue() {
        catalogue = CatalogueReader.shipped();
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.openIn(directory, CLOCK);
        solves = new SolveRuns(database.tx());
        runs = new TradeoffRuns(database.tx());
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

    private static Workload workload(String externalId, UserLocation location, Purpose purpose, LatencyBudget budget) {
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
                new Demand(List.of(new DemandPoint(location, 1)), 5.0, 1.0, null, null, AccessProfile.FIBRE, 0),
                Runtime.NONE,
                Constraints.NONE,
                Map.of());
    }

    private TradeoffRun await(long job, Predicate<TradeoffRun> condition) throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            var run = runs.find(workspace, job).orElseThrow();
            if (condition.test(run)) {
                return run;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The sweep did not get there: " + runs.find(workspace, job));
    }

    /** The number of a plan of one short solve. */
    private int solved(RunWorker worker) throws InterruptedException {
        store(chat("berlin", BERLIN), chat("manila", MANILA));
        long job = solves.start(workspace, "Base", SolveInput.ofSeconds("balanced", 1, 7, true, false), "owner")
                .job()
                .id();
        worker.wake();
        for (int i = 0; i < 600; i++) {
            var plan = solves.find(workspace, job).orElseThrow().plan();
            if (plan != null) {
                return plan.number();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The plan was not solved.");
    }

    private List<PlanSummary> plansOf(long job) {
        return database.tx().read(ctx -> new PlanRepository(ctx).list(workspace)).stream()
                .filter(plan -> Long.valueOf(job).equals(plan.jobId()))
                .toList();
    }

    private void everyPointIsItsPlan(TradeoffRun run) {
        assertThat(run.progress().curve().frontier()).isNotEmpty().allSatisfy(point -> {
            var plan = plansOf(run.job().id()).stream()
                    .filter(one -> Integer.valueOf(one.number()).equals(point.plan()))
                    .findFirst()
                    .orElseThrow();
            assertThat(plan.monthlyCost()).isEqualTo(point.monthlyCost());
            assertThat(plan.placed()).isEqualTo(point.placed());
            assertThat(plan.title()).startsWith("Trade-off of plan ").endsWith(" per ms");
        });
    }

    @Test
    void every_point_becomes_a_plan_and_the_plan_it_began_from_is_measured() throws Exception {
        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            int plan = solved(worker);
            assertThat(runs.start(workspace, plan + 100, 4, 5, "owner")).isEmpty();
            long job = runs.start(workspace, plan, 4, 5, "owner")
                    .orElseThrow()
                    .job()
                    .id();

            var run = await(job, one -> one.job().state().ended());

            assertThat(run.job().state()).as(run.job().outcome()).isEqualTo(JobState.DONE);
            everyPointIsItsPlan(run);
            assertThat(run.progress().changed()).isFalse();
            var current = run.progress().curve().current();
            assertThat(current).isNotNull();
            assertThat(runs.ofPlan(workspace, plan).orElseThrow().job().id()).isEqualTo(job);
            var point = plansOf(job).getFirst();
            assertThat(runs.ofPlan(workspace, point.number())
                            .orElseThrow()
                            .job()
                            .id())
                    .isEqualTo(job);
            var stored = database.tx()
                    .read(ctx -> new PlanRepository(ctx).find(workspace, point.id()))
                    .orElseThrow()
                    .plan();
            assertThat(stored.policy().name()).isEqualTo("trade-off");
            assertThat(stored.notes()).anyMatch(note -> note.startsWith("A point of the trade-off of plan " + plan));
        }
    }

    @Test
    void a_sweep_whose_process_died_goes_on_after_its_last_point() throws Exception {
        long whole;
        int plan;
        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            plan = solved(worker);
            whole = runs.start(workspace, plan, 5, 5, "owner")
                    .orElseThrow()
                    .job()
                    .id();
            var unused = await(whole, one -> one.job().state().ended());
        }
        var curve = runs.find(workspace, whole).orElseThrow().progress().curve();
        var first = curve.points().getFirst();
        // What a process that is gone leaves behind: a job under way, its lease far from its end, and its first point.
        long job =
                runs.start(workspace, plan, 5, 60, "owner").orElseThrow().job().id();
        database.tx().writing(ctx -> {
            var queue = new JobQueue(ctx);
            var claim = queue.claim(TradeoffRuns.KIND, new Instance("dead", "dead"), JobQueue.LEASE_MAX)
                    .orElseThrow();
            var left = new TradeoffProgress(20, null, new Tradeoff(List.of(first), curve.floorMilli(), null), false);
            assertThat(queue.heartbeat(claim, JobQueue.LEASE_MAX, RecordJson.write(left))
                            .mine())
                    .isTrue();
        });

        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            var run = await(job, one -> one.job().state().ended());

            assertThat(run.job().state()).as(run.job().outcome()).isEqualTo(JobState.DONE);
            assertThat(run.job().attempt()).isEqualTo(2);
            assertThat(run.progress().elapsedSeconds()).isGreaterThanOrEqualTo(20);
            assertThat(run.progress().curve().points()).startsWith(first).hasSizeGreaterThan(1);
            assertThat(run.progress().curve().points().stream()
                            .map(TradeoffPoint::pricePerMs)
                            .toList())
                    .doesNotHaveDuplicates();
            assertThat(plansOf(job))
                    .as("the first price is not solved again")
                    .noneMatch(one -> one.title().endsWith(": USD 0 per ms"));
        }
    }

    @Test
    void a_stopped_sweep_keeps_its_points() throws Exception {
        try (var worker = new RunWorker(database, catalogue, CLOCK)) {
            worker.start();
            int plan = solved(worker);
            long job = runs.start(workspace, plan, 24, 3_000, "owner")
                    .orElseThrow()
                    .job()
                    .id();
            var unused = await(
                    job,
                    one -> !one.progress().curve().points().isEmpty()
                            || one.job().state().ended());
            runs.stop(workspace, job);
            var run = await(job, one -> one.job().state().ended());
            assertThat(run.job().state()).isEqualTo(JobState.DONE);
            everyPointIsItsPlan(run);
        }
    }
}
