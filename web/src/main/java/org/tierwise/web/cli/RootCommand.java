package org.tierwise.web.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code tierwise} itself. Without a subcommand it serves. */
@Command(
        name = "tierwise",
        description = "Plans where AI inference should run: edge, regional or central.",
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class RootCommand {
    /** Exit code for bad input or bad usage. */
    public static final int BAD_USAGE = 2;

    private RootCommand() {}

    /** The command line with its subcommands; {@code --help} and {@code --version} work on each. */
    public static CommandLine with(Object... subcommands) {
        var line = new CommandLine(new RootCommand());
        for (var subcommand : subcommands) {
            line.addSubcommand(subcommand);
        }
        return line.setExecutionStrategy(RootCommand::run)
                .setParameterExceptionHandler((e, arguments) -> complain(e))
                .setExecutionExceptionHandler((e, command, parsed) -> fail(e, command))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Errors of the machine (out of memory, a broken installation) are told like all others, not with a trace. */
    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (LinkageError | VirtualMachineError e) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), e.toString(), e);
        }
    }

    private static int complain(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("tierwise: " + e.getMessage());
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return BAD_USAGE;
    }

    /** Expected failures are BadUsage; anything else is our mistake, told in one line, with the trace on request only. */
    private static int fail(Exception e, CommandLine command) {
        command.getErr().println("tierwise: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        if (System.getenv("TIERWISE_TRACE") != null) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return e instanceof BadUsage ? BAD_USAGE : 1;
    }
}
