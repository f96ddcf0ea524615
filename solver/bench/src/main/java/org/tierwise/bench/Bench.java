package org.tierwise.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tierwise.bench.peer.Contender;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code bin/bench}: ours and its peers on the same instances, in turn, in one run. */
@Command(
        name = "bin/bench",
        sortOptions = false,
        description =
                "Solves instances with Tierwise and its peers in turn and prints a line for each: cost, lower bound,"
                        + " proven gap, gap to the best known cost where it is known, seconds, peak memory. Each runs in its"
                        + " own process, ours with a heap of 2 GB; every plan is checked and priced again.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a lower bound of ours is above a plan that exists, or a plan of ours is invalid",
            "2:bad input or usage"
        })
public final class Bench implements Callable<Integer> {
    private static final Duration HINT_LIMIT = Duration.ofSeconds(1);
    private static final List<String> PEERS = List.of("cp-sat", "scip", "glop", "timefold-default");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|FOLDER|SPEC",
            description = {
                "Files of generalised assignment or single-source facility location problems (also sparse, .sgap),"
                        + " folders of them, or what to generate:",
                "estate:WORKLOADSxLOCATIONSxSITES:utilisation:seed, as estate:200x5x1000:0.9:1, with whole replicas;",
                "linear:SLICESxSITES:utilisation:seed, as linear:2000x400:0.9:1, with linear costs."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private List<String> instances;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Limit for solving; glop, whose bound is no use unfinished, has 600. Default: 10.")
    private double seconds;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Any of cp-sat, scip, glop, timefold-default, separated by commas, or all. Default: ours alone.")
    private List<String> peers = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "For every solver. Default: 1.")
    private long seed;

    @Option(names = "--csv", paramLabel = "FILE", description = "Writes the lines as CSV too.")
    private @Nullable Path csv;

    @Option(
            names = "--memory",
            paramLabel = "GB",
            defaultValue = "8",
            description = "A process that takes more, heap and native memory together, is ended. Peers get a quarter of"
                    + " it for their heap, but at least 2. Default: 8.")
    private int gigabytesMax;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new Bench())
                .setParameterExceptionHandler((e, parsed) -> complain(e))
                .setExecutionExceptionHandler((e, line, parsed) -> fail(e, line));
    }

    private static int complain(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("bin/bench: " + e.getMessage());
        err.println("Try 'bin/bench --help'.");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static int fail(Exception e, CommandLine line) throws Exception {
        if (!(e instanceof BadInput)) {
            throw e;
        }
        line.getErr().println("bin/bench: " + e.getMessage());
        line.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() {
        if (!(seconds >= 0.1 && seconds <= 86_400)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds (" + seconds + ") must be between 0.1 and 86400.");
        }
        if (seed < 0) {
            throw new ParameterException(spec.commandLine(), "--seed (" + seed + ") must not be negative.");
        }
        if (gigabytesMax < 1) {
            throw new ParameterException(spec.commandLine(), "--memory (" + gigabytesMax + ") must be at least 1.");
        }
        List<Contender> contenders = contenders();
        List<Instance> found = instances.stream()
                .flatMap(argument -> Instance.find(argument).stream())
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.println(machine());
        boolean sound = true;
        try (var runner = new Runner(seed, gigabytesMax * 1024L);
                var report = new Report(out, csv)) {
            for (Instance instance : found) {
                sound &= run(runner, report, instance, contenders);
            }
            report.summarise();
        }
        return sound ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean run(Runner runner, Report report, Instance instance, List<Contender> contenders) {
        boolean valid = true;
        Path hint = null;
        for (Contender contender : contenders) {
            if (contender.warm() && hint == null) {
                Measured construction = runner.run(instance, Contender.TIERWISE, HINT_LIMIT, null);
                if (construction.costMicros() == null) {
                    report.add(instance, contender, Measured.failed("there is no construction to hint at", 0));
                    continue;
                }
                hint = runner.keep(runner.lastAnswer(), "hint");
            }
            Duration limit = contender.limit(Duration.ofMillis(Math.round(seconds * 1_000)));
            Measured measured = runner.run(instance, contender, limit, contender.warm() ? hint : null);
            report.add(instance, contender, measured);
            String trouble = measured.trouble();
            valid &= contender != Contender.TIERWISE || trouble == null || !trouble.startsWith(Measured.INVALID);
        }
        return !report.tellUnsound(instance) && valid;
    }

    private List<Contender> contenders() {
        var contenders = new ArrayList<>(Contender.of("tierwise"));
        for (String name : peers.contains("all") ? PEERS : peers) {
            List<Contender> found = PEERS.contains(name) ? Contender.of(name) : List.of();
            if (found.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--peers (" + name + ") is no peer. There are " + String.join(", ", PEERS) + " and all.");
            }
            contenders.addAll(found);
        }
        return contenders.stream().distinct().toList();
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s %s, Java %s, load %.2f; %s; %s s, seed %d",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                LocalDate.now(ZoneOffset.UTC),
                seconds,
                seed);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
