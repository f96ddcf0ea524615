package org.tierwise.web.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.inventory.RejectedFile;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.ProofWords;
import org.tierwise.catalog.plan.RuleWords;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.solver.placement.PlacementSolver;
import org.tierwise.solver.placement.SearchLimits;
import org.tierwise.solver.placement.StopSignal;
import org.tierwise.solver.problem.BuildChoices;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.web.export.PlanCsv;
import org.tierwise.web.export.PlanPdf;
import org.tierwise.web.export.PlanTotals;
import org.tierwise.web.export.PlanXlsx;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tierwise plan}: from an inventory file to the files of a plan, without a database or a server. */
@Command(
        name = "plan",
        description = "Places the workloads of an inventory file and writes the plan as JSON, CSV, XLSX and PDF.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = "Without --seconds and --steps it searches for " + PlanCommand.DEFAULT_SECONDS + " seconds.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything is placed",
            "2:bad input or usage; nothing is written",
            "3:something is unplaced, or a row of the file was rejected"
        })
public final class PlanCommand implements Callable<Integer> {
    private static final int UNPLACED = 3;
    static final long DEFAULT_SECONDS = 30;
    private static final List<Policy> POLICIES = List.of(Policy.BALANCED, Policy.LOWEST_COST, Policy.LOWEST_LATENCY);

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "balanced",
            description = "balanced, lowest-cost or lowest-latency (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String policy;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the files; made if missing.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Mixin
    private SearchOptions search = new SearchOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    public PlanCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        var chosen = policyNamed(policy);
        var limits = search.limits(
                DEFAULT_SECONDS,
                steps -> SearchLimits.ofSteps(steps, search.seed()),
                time -> SearchLimits.ofTime(time, search.seed()));
        var asked = rules.rules();
        var input = search.read();
        var preview = input.preview();
        var err = spec.commandLine().getErr();
        var problem = problem(input, chosen, asked);
        var plan = new PlacementSolver().solve(problem, limits, clock, ProgressLine.on(err), StopSignal.NEVER);
        write(plan, preview);
        summarise(plan, preview, (System.nanoTime() - started) / 1e9);
        return plan.unplaced().isEmpty() && preview.rejected() == 0 ? 0 : UNPLACED;
    }

    /** The problem of an inventory; rules that it cannot keep are refused with the reason. */
    static PlacementProblem problem(SearchOptions.Input input, Policy chosen, PlacementRules asked) {
        try {
            return ProblemBuilder.build(input.workloads(), input.catalogue(), chosen, BuildChoices.DEFAULT, asked);
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }

    private static Policy policyNamed(String name) {
        return POLICIES.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadUsage(
                        "The policy (" + name + ") is not known. Use balanced, lowest-cost or lowest-latency."));
    }

    private void write(PlacementPlan plan, ImportPreview preview) {
        OutputFile.makeFolder(out);
        OutputFile.write(out.resolve("plan.json"), stream -> PlanJson.write(plan, stream));
        OutputFile.write(out.resolve("plan.csv"), stream -> new PlanCsv().write(plan, stream));
        OutputFile.write(out.resolve("plan.xlsx"), stream -> new PlanXlsx().write(plan, PlanStatus.DRAFT, stream));
        OutputFile.write(out.resolve("plan.pdf"), stream -> new PlanPdf().write(plan, PlanStatus.DRAFT, stream));
        OutputFile.write(out.resolve("rejected.csv"), stream -> new RejectedFile().write(preview, stream));
    }

    private void summarise(PlacementPlan plan, ImportPreview preview, double elapsedSeconds) {
        var totals = PlanTotals.of(plan);
        PrintWriter text = spec.commandLine().getOut();
        line(
                text,
                "Workloads",
                totals.workloads() + (preview.rejected() == 0 ? "" : ", and " + preview.rejected() + " rejected rows"));
        line(text, "Slices", Integer.toString(totals.slices()));
        line(text, "Placed", Integer.toString(totals.placed()));
        line(text, "Unplaced", Integer.toString(totals.unplaced()));
        line(
                text,
                "Cost per month",
                String.format(Locale.ROOT, "USD %,.2f", totals.monthlyCost().usd()));
        line(text, "Proof", ProofWords.sentence(plan));
        RuleWords.sentences(plan).forEach(words -> line(text, "Rule", InventoryFile.oneLine(words)));
        for (var tier : totals.byTier()) {
            line(
                    text,
                    "  " + tier.name(),
                    String.format(
                            Locale.ROOT,
                            "%d slices, USD %,.2f",
                            tier.slices(),
                            tier.monthlyCost().usd()));
        }
        line(text, "Seconds", String.format(Locale.ROOT, "%.1f", elapsedSeconds));
        line(text, "Files", out.toString());
        plan.notes().forEach(note -> text.println("Note: " + InventoryFile.oneLine(note)));
        text.flush();
    }

    private static void line(PrintWriter text, String name, String value) {
        text.println(String.format(Locale.ROOT, "%-16s %s", name, value));
    }
}
