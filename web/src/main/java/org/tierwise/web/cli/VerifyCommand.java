package org.tierwise.web.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlanFile;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.solver.proof.PlanCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tierwise verify}: rechecks plans from their files alone, without a database, a catalogue or the inventory; or a
 * whole database: that plans, their inputs and the log of activities are what was stored.
 */
@Command(
        name = "verify",
        description = "Rechecks plans from their JSON files alone: every sum, every rule, and that nothing cheaper than"
                + " the proven bound exists. With --data or --database instead of files: that a stopped database holds"
                + " what was stored, every plan, kept input and activity.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all that the plans say is true; the database holds what was stored",
            "1:the database holds something else than was stored",
            "2:bad usage, a file is not a plan, or the database cannot be opened",
            "4:something is false, or a plan carries no proof"
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int FALSE = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of a server: checks its H2 file, and the log against the file audit-heads.")
    private @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "Checks a PostgreSQL database instead of the H2 file; it may be in use.")
    private @Nullable String database;

    @Option(names = "--proofs", description = "Rechecks the proof of each plan of the database too; takes longer.")
    private boolean proofs;

    @Parameters(arity = "0..*", paramLabel = "FILE.json", description = "Plans as Tierwise exports them.")
    private List<Path> files = List.of();

    private final Clock clock;

    public VerifyCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter text = spec.commandLine().getOut();
        boolean wholeDatabase = data != null || database != null;
        if (files.isEmpty() != wholeDatabase || proofs && !wholeDatabase) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Give either files of plans, or a whole database with --data DIR or --database JDBC-URL.");
        }
        if (wholeDatabase) {
            return new DatabaseVerification(text, clock).check(data, database, proofs) ? 0 : 1;
        }
        // All are read before anything is said, so that a mistyped name is not lost among findings.
        var plans = files.stream().map(VerifyCommand::read).toList();
        boolean allTrue = true;
        for (int i = 0; i < plans.size(); i++) {
            allTrue &= tell(files.get(i), plans.get(i), text);
        }
        text.flush();
        return allTrue ? 0 : FALSE;
    }

    private static boolean tell(Path file, PlanFile plan, PrintWriter text) {
        var findings = PlanCheck.of(plan);
        long wrong = findings.stream().filter(finding -> !finding.holds()).count();
        text.println(file + ": " + InventoryFile.oneLine(plan.plan().title()));
        for (var finding : findings) {
            text.println((finding.holds() ? "  holds  " : "  FALSE  ") + InventoryFile.oneLine(finding.words()));
        }
        text.println(wrong == 0 ? "  All of it is true." : "  " + wrong + " of " + findings.size() + " are false.");
        return wrong == 0;
    }

    private static PlanFile read(Path file) {
        try {
            return PlanJson.open(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BadUsage("The plan (" + file + ") cannot be read. Maybe the path is mistyped.");
        } catch (IllegalArgumentException e) {
            throw new BadUsage(file + ": " + e.getMessage());
        }
    }
}
