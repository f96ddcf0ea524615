package org.tierwise.web.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.solver.problem.BuildChoices;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.solver.run.TradeoffInput;
import org.tierwise.solver.tradeoff.SweepLimits;
import org.tierwise.solver.tradeoff.SweepWatch;
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;
import org.tierwise.solver.tradeoff.TradeoffSweep;
import org.tierwise.web.export.PlanCsv;
import org.tierwise.web.plan.TradeoffApi;
import org.tierwise.web.plan.TradeoffCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tierwise tradeoff}: cost against latency of an inventory file, without a database or a server. */
@Command(
        name = "tradeoff",
        description = "Computes plans from the cheapest to the fastest, and the line under which no plan exists.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the curve is written", "2:bad input or usage; nothing is written"})
public final class TradeoffCommand implements Callable<Integer> {
    private static final long DEFAULT_SECONDS = 60;

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--inventory",
            required = true,
            paramLabel = "FILE",
            description = "Inventory as workbook (.xlsx) or CSV.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path inventory;

    @Option(names = "--points", paramLabel = "N", description = "Points of the curve (default: ${DEFAULT-VALUE}).")
    private int points = 8;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Search for N seconds, all points together (default: " + DEFAULT_SECONDS + ").")
    private @Nullable Long seconds;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Search for N steps a point instead: the same input and seed then give the same curve.")
    private @Nullable Long steps;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the search (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description = "Folder with catalogue files that replace the shipped ones.")
    private @Nullable Path catalogue;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for tradeoff.csv, tradeoff.json and the plan of each point; made if missing.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    public TradeoffCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var limits = limits();
        var asked = rules.rules();
        var reference = Catalogues.read(catalogue);
        var preview = InventoryFile.read(inventory, reference);
        var err = spec.commandLine().getErr();
        InventoryFile.tellTroubles(inventory, preview, err);
        if (preview.workloads().isEmpty()) {
            throw new BadUsage("The file (" + inventory + ") has no workload that can be used; nothing was written.");
        }
        var workloads = preview.workloads();
        // The points are measured by cost and latency alone, so a move counts nothing.
        var ruled = asked.withoutBaseline();
        var problem = PlanCommand.problem(preview, reference, Policy.BALANCED, ruled);
        var kept = new Keeper(err);
        var sweep = new TradeoffSweep(
                problem,
                limits,
                clock,
                policy -> ProblemBuilder.inputHash(workloads, reference, policy, BuildChoices.DEFAULT, ruled));
        var baseline = asked.baseline();
        if (baseline != null) {
            sweep.beginFrom(baseline.assignment());
        }
        var curve = sweep.run(kept);
        write(curve, kept.plans);
        summarise(curve);
        return 0;
    }

    private SweepLimits limits() {
        if (seconds != null && steps != null) {
            throw usage("Give --seconds or --steps, not both.");
        }
        if (points < TradeoffInput.POINTS_MIN || points > TradeoffInput.POINTS_MAX) {
            throw usage("The value of --points (" + points + ") must be " + TradeoffInput.POINTS_MIN + " to "
                    + TradeoffInput.POINTS_MAX + ".");
        }
        if (steps != null) {
            return SweepLimits.ofSteps(points, positive("--steps", steps), seed);
        }
        long time = seconds == null ? DEFAULT_SECONDS : positive("--seconds", seconds);
        return SweepLimits.ofTime(points, Duration.ofSeconds(time), seed);
    }

    private long positive(String option, long value) {
        if (value < 1) {
            throw usage("The value of " + option + " (" + value + ") must be at least 1.");
        }
        return value;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Numbers the plans, and tells of each point as it comes. */
    private static final class Keeper implements SweepWatch {
        private final List<PlacementPlan> plans = new ArrayList<>();
        private final PrintWriter err;

        Keeper(PrintWriter err) {
            this.err = err;
        }

        @Override
        public Integer found(Tradeoff soFar, TradeoffPoint point, Supplier<PlacementPlan> plan) {
            var price = TradeoffCsv.price(point.pricePerMs());
            plans.add(plan.get()
                    .titled(
                            "Trade-off: USD " + price + " per ms",
                            "A point of a trade-off: a millisecond of predicted p95 counts USD " + price
                                    + " a month for each request per second of peak load."));
            if (ProgressLine.isTerminal()) {
                err.println("Point " + soFar.points().size() + ": " + line(point));
                err.flush();
            }
            return plans.size();
        }
    }

    private void write(Tradeoff curve, List<PlacementPlan> plans) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new BadUsage("The folder (" + out + ") cannot be made. Maybe a file of that name exists.");
        }
        for (int i = 0; i < plans.size(); i++) {
            var plan = plans.get(i);
            OutputFile.write(out.resolve("plan-" + (i + 1) + ".json"), stream -> PlanJson.write(plan, stream));
            OutputFile.write(out.resolve("plan-" + (i + 1) + ".csv"), stream -> new PlanCsv().write(plan, stream));
        }
        OutputFile.write(
                out.resolve("tradeoff.csv"),
                stream -> stream.write(TradeoffCsv.of(curve).getBytes(StandardCharsets.UTF_8)));
        OutputFile.write(
                out.resolve("tradeoff.json"),
                stream -> stream.write(RecordJson.mapper()
                        .writeValueAsBytes(TradeoffApi.Curve.of(curve, number -> "plan-" + number + ".json"))));
    }

    private void summarise(Tradeoff curve) {
        PrintWriter text = spec.commandLine().getOut();
        for (var point : curve.frontier()) {
            text.println(line(point));
        }
        text.println(TradeoffApi.Curve.of(curve, number -> null).finding());
        text.println("Files            " + out);
        text.flush();
    }

    private static String line(TradeoffPoint point) {
        var plan = point.plan();
        return String.format(
                Locale.ROOT,
                "%-8s USD %-9s per ms  USD %,14.2f a month  mean p95 %9.2f ms  %d unplaced  gap %.3f %%",
                plan == null ? "" : "plan-" + plan,
                TradeoffCsv.price(point.pricePerMs()),
                point.monthlyCost().usd(),
                point.meanMs(),
                point.unplaced(),
                100 * point.gap());
    }
}
