package org.tierwise.catalog.inventory;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;

/**
 * Writes how each row of an inventory was read and classified, one record per row in the order of the file: UTF-8,
 * comma, a header. Numbers are written plainly, missing ones stay empty, and only what the file states is written, no
 * derived value.
 */
public final class ClassifiedRows {
    /** The columns in their order. */
    public static final List<String> COLUMNS = List.of(
            "line",
            "external_id",
            "import_status",
            "error_column",
            "error_code",
            "status",
            "interactivity",
            "class",
            "rule",
            "latency_tier",
            "eligible_tiers",
            "warnings",
            "latency_budget_ms",
            "deadline_s",
            "context_tokens",
            "avg_rps",
            "peak_rps",
            "availability_pct",
            "locations");

    private final Classifier classifier;
    private final ModelNames models;

    public ClassifiedRows(Classifier classifier, ModelNames models) {
        this.classifier = classifier;
        this.models = models;
    }

    /** Writes all rows and leaves the stream open. */
    public void write(ImportPreview preview, OutputStream out) throws IOException {
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new OpenWriter(text))) {
            csv.writeRecord(COLUMNS);
            for (var row : preview.rows()) {
                csv.writeRecord(record(row));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        text.flush();
    }

    /** The cells of one row. */
    List<String> record(RowOutcome row) {
        return switch (row.result()) {
            case RowResult.Accepted accepted -> accepted(row, accepted.workload());
            case RowResult.Rejected rejected -> rejected(row, rejected.firstError());
        };
    }

    private static List<String> rejected(RowOutcome row, Issue error) {
        var cells = new ArrayList<>(Arrays.asList(
                Integer.toString(row.row().line()),
                FormulaGuard.guard(row.externalId()),
                "rejected",
                FormulaGuard.guard(error.header()),
                error.code().name()));
        while (cells.size() < COLUMNS.size()) {
            cells.add("");
        }
        return cells;
    }

    private List<String> accepted(RowOutcome row, Workload workload) {
        var model = workload.runtime().model();
        int maxContext = model == null
                ? 0
                : models.find(model).map(ModelNames.Match::maxContextTokens).orElse(0);
        var classification = classifier.classify(workload, maxContext);
        var budget = workload.budget();
        return List.of(
                Integer.toString(row.row().line()),
                FormulaGuard.guard(workload.externalId()),
                "ok",
                "",
                "",
                workload.status().name(),
                interactivity(classification),
                classification.workloadClass().name(),
                classification.rule(),
                classification.latencyTier().name(),
                names(classification.eligibleTiers()),
                names(classification.warnings()),
                Significant.format(budget.totalMs()),
                Significant.format(budget.deadlineSeconds()),
                Significant.format(workload.tokens().context()),
                Significant.format(workload.demand().avgRps()),
                Significant.format(workload.demand().peakRps()),
                Significant.format(workload.constraints().availabilityPct()),
                locations(workload));
    }

    /** INTERACTIVE where a human waits, BATCH where no latency budget applies, MACHINE where a machine waits. */
    private static String interactivity(Classification classification) {
        if (classification.interactive()) {
            return "INTERACTIVE";
        }
        if (classification.workloadClass() == WorkloadClass.UNCLASSIFIED) {
            return "";
        }
        return classification.workloadClass().unattended() ? "BATCH" : "MACHINE";
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(";"));
    }

    private static String locations(Workload workload) {
        return workload.demand().points().stream()
                .map(point -> point.location().label() + ":" + Significant.format(point.share() * 100))
                .collect(Collectors.joining("; "));
    }
}
