package org.tierwise.web.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.Workload;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command that searches: in which files, for how long, and from which seed. */
final class SearchOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec command;

    @Mixin
    private InventoryOption inventory = new InventoryOption();

    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description = "Folder with catalogue files that replace the shipped ones.")
    private @Nullable Path catalogue;

    @Option(names = "--seconds", paramLabel = "N", description = "Search for N seconds in all.")
    private @Nullable Long seconds;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Search for N steps a plan instead: the same input and seed then give the same result.")
    private @Nullable Long steps;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the search (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** What was read; there is at least one workload. */
    record Input(ImportPreview preview, ReferenceCatalogue catalogue) {
        List<Workload> workloads() {
            return preview.workloads();
        }
    }

    long seed() {
        return seed;
    }

    /** The limits that were asked for, or those of the default time. */
    <L> L limits(long defaultSeconds, LongFunction<L> ofSteps, Function<Duration, L> ofTime) {
        if (seconds != null && steps != null) {
            throw usage("Give --seconds or --steps, not both.");
        }
        if (steps != null) {
            return ofSteps.apply(positive("--steps", steps));
        }
        return ofTime.apply(Duration.ofSeconds(seconds == null ? defaultSeconds : positive("--seconds", seconds)));
    }

    private long positive(String option, long value) {
        if (value < 1) {
            throw usage("The value of " + option + " (" + value + ") must be at least 1.");
        }
        return value;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /**
     * Reads the files and tells of every row that cannot be used.
     *
     * @throws BadUsage if a file cannot be read, or no row can be used
     */
    Input read() {
        var reference = Catalogues.read(catalogue);
        var preview = inventory.read(reference, command.commandLine().getErr());
        if (preview.workloads().isEmpty()) {
            throw new BadUsage("The inventory (" + inventory.file() + ") has no row that can be used: "
                    + preview.rejected() + " rows were rejected. Mend them and run the command again.");
        }
        return new Input(preview, reference);
    }
}
