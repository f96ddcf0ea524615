package org.tierwise.web.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tierwise.catalog.inventory.ClassifiedRows;
import org.tierwise.catalog.inventory.ModelNames;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tierwise classify}: one row per record of an inventory, with its class and what was read. */
@Command(
        name = "classify",
        description = "Classifies the workloads of an inventory file, without placing them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the file was read; rejected rows are marked", "2:bad input or usage"})
public final class ClassifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private InventoryOption inventory = new InventoryOption();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "CSV file to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Override
    public Integer call() {
        var catalogue = CatalogueReader.shipped();
        var line = spec.commandLine();
        var preview = inventory.read(catalogue, line.getErr());
        var rows = new ClassifiedRows(
                new Classifier(Thresholds.DEFAULT), new ModelNames(catalogue.models(), catalogue.offers()));
        OutputFile.write(out, stream -> rows.write(preview, stream));
        line.getOut()
                .println(preview.rows().size() + " rows: " + preview.accepted() + " classified, " + preview.rejected()
                        + " rejected. Written to " + out + ".");
        line.getOut().flush();
        return 0;
    }
}
