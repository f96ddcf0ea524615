package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
        footer = "Without --seconds and --steps it searches for " + TradeoffCommand.DEFAULT_SECONDS + " seconds.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the curve is written", "2:bad input or usage; nothing is written"})
public final class TradeoffCommand implements Callable<Integer> {
    static final long DEFAULT_SECONDS = 60;

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--points", paramLabel = "N", description = "Points of the curve (default: ${DEFAULT-VALUE}).")
    private int points = 8;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for tradeoff.csv, tradeoff.json and the plan of each point; made if missing.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    public TradeoffCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var limits = limits();
        var asked = rules.rules();
        var input = search.read();
        var err = spec.commandLine().getErr();
        // The points are measured by cost and latency alone, so a move counts nothing.
        var ruled = asked.withoutBaseline();
        var problem = PlanCommand.problem(input, Policy.BALANCED, ruled);
        var kept = new Keeper(err);
        var sweep = new TradeoffSweep(
                problem,
                limits,
                clock,
                policy -> ProblemBuilder.inputHash(
                        input.workloads(), input.catalogue(), policy, BuildChoices.DEFAULT, ruled));
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
        if (points < TradeoffInput.POINTS_MIN || points > TradeoffInput.POINTS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The value of --points (" + points + ") must be " + TradeoffInput.POINTS_MIN + " to "
                            + TradeoffInput.POINTS_MAX + ".");
        }
        return search.limits(
                DEFAULT_SECONDS,
                steps -> SweepLimits.ofSteps(points, steps, search.seed()),
                time -> SweepLimits.ofTime(points, time, search.seed()));
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
        OutputFile.makeFolder(out);
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
