package org.tierwise.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tierwise.bench.peer.Contender;

/** The lines of the benchmark, as they come, and at the end a summary for each family and contender. */
final class Report implements AutoCloseable {
    private static final String LINE = "%-28s %-42s %18s %18s %9s %9s %8s %7s %7s %6s  %s%n";

    private final PrintWriter out;
    private final @Nullable CsvWriter csv;
    private final List<Row> rows = new ArrayList<>();

    private record Row(Instance instance, Contender contender, Measured measured) {
        String label() {
            return contender.solver() + " (" + contender.configuration() + ")";
        }
    }

    Report(PrintWriter out, @Nullable Path file) {
        this.out = out;
        try {
            csv = file == null ? null : CsvWriter.builder().build(file);
        } catch (IOException e) {
            throw new BadInput("The file (" + file + ") cannot be written: " + e.getMessage());
        }
        if (csv != null) {
            csv.writeRecord(
                    "instance",
                    "family",
                    "solver",
                    "configuration",
                    "cost",
                    "unplaced",
                    "lower_bound",
                    "proven_gap_percent",
                    "best_known",
                    "best_known_gap_percent",
                    "seconds",
                    "build_seconds",
                    "load_seconds",
                    "peak_megabytes",
                    "note");
        }
        out.printf(
                Locale.ROOT,
                LINE,
                "instance",
                "solver",
                "cost",
                "lower bound",
                "gap %",
                "best %",
                "seconds",
                "build s",
                "load s",
                "MB",
                "");
    }

    void add(Instance instance, Contender contender, Measured measured) {
        var row = new Row(instance, contender, measured);
        rows.add(row);
        out.printf(
                Locale.ROOT,
                LINE,
                instance.name(),
                row.label(),
                cost(row),
                money(measured.boundMicros(), RoundingMode.FLOOR),
                percent(measured.provenGap()),
                percent(measured.gapTo(instance.known().bestMicros())),
                seconds(measured.seconds()),
                seconds(measured.buildSeconds()),
                seconds(measured.loadSeconds()),
                measured.peakMegabytes(),
                remark(measured));
        out.flush();
        writeCsv(row);
    }

    private static String cost(Row row) {
        if (row.measured.costMicros() != null) {
            return money(row.measured.costMicros(), RoundingMode.CEILING);
        }
        String trouble = row.measured.trouble();
        if (trouble != null) {
            return trouble.startsWith(Measured.INVALID) ? Measured.INVALID : "none";
        }
        return row.contender.boundOnly() ? "-" : "none";
    }

    private static String remark(Measured measured) {
        String trouble = measured.trouble();
        if (trouble != null) {
            return trouble;
        }
        return (measured.unplaced() > 0 ? measured.unplaced() + " unplaced; " : "") + measured.note();
    }

    private void writeCsv(Row row) {
        if (csv == null) {
            return;
        }
        Measured measured = row.measured;
        csv.writeRecord(
                row.instance.name(),
                row.instance.family(),
                row.contender.solver(),
                row.contender.configuration(),
                plain(measured.costMicros()),
                Integer.toString(measured.unplaced()),
                plain(measured.boundMicros()),
                exact(measured.provenGap()),
                plain(row.instance.known().bestMicros()),
                exact(measured.gapTo(row.instance.known().bestMicros())),
                exact(measured.seconds()),
                exact(measured.buildSeconds()),
                exact(measured.loadSeconds()),
                Long.toString(measured.peakMegabytes()),
                remark(measured));
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bound above a plan that exists proves nothing: says so, and returns true. */
    boolean tellUnsound(Instance instance) {
        Long least = least(instance.known().optimumMicros(), instance.known().bestMicros());
        Long bound = null;
        for (Row row : rows) {
            if (row.instance.equals(instance)) {
                least = least(least, row.measured.completeMicros());
                bound = row.contender == Contender.TIERWISE ? row.measured.boundMicros() : bound;
            }
        }
        if (bound == null || least == null || bound <= least) {
            return false;
        }
        out.printf(
                Locale.ROOT,
                "UNSOUND BOUND: %s has a plan of %s, below our lower bound of %s.%n",
                instance.name(),
                plain(least),
                plain(bound));
        out.flush();
        return true;
    }

    /** Means and worst values of each family, and how often a peer was better than ours. */
    void summarise() {
        Map<String, List<Row>> families = new LinkedHashMap<>();
        for (Row row : rows) {
            families.computeIfAbsent(row.instance.family() + "\n" + row.label(), key -> new ArrayList<>())
                    .add(row);
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%-28s %-42s %11s %20s %20s %18s %7s  %s%n",
                "family",
                "solver",
                "plans",
                "gap % mean / max",
                "best % mean / max",
                "s mean / max",
                "MB max",
                "ours is dearer");
        families.values().forEach(this::summarise);
        out.flush();
    }

    private void summarise(List<Row> family) {
        Row first = family.getFirst();
        out.printf(
                Locale.ROOT,
                "%-28s %-42s %11s %20s %20s %18s %7d  %s%n",
                first.instance.family(),
                first.label(),
                first.contender.boundOnly()
                        ? "-"
                        : family.stream()
                                        .filter(row -> row.measured.completeMicros() != null)
                                        .count()
                                + " of " + family.size(),
                spread(family, row -> row.measured.provenGap(), "%.4f"),
                spread(family, row -> row.measured.gapTo(row.instance.known().bestMicros()), "%.4f"),
                spread(family, row -> (Double) row.measured.seconds(), "%.2f"),
                family.stream()
                        .mapToLong(row -> row.measured.peakMegabytes())
                        .max()
                        .orElse(0),
                first.contender == Contender.TIERWISE || first.contender.boundOnly() ? "" : dearer(family));
    }

    /** On how many instances the peer has a cheaper plan than ours, or one where we have none. */
    private String dearer(List<Row> family) {
        int dearer = 0;
        for (Row row : family) {
            Long theirs = row.measured.completeMicros();
            for (Row ours : rows) {
                if (ours.contender == Contender.TIERWISE && ours.instance.equals(row.instance) && theirs != null) {
                    Long cost = ours.measured.completeMicros();
                    dearer += cost == null || cost > theirs ? 1 : 0;
                }
            }
        }
        return dearer == 0 ? "never" : dearer + " of " + family.size();
    }

    private static String spread(List<Row> family, Function<Row, @Nullable Double> of, String form) {
        double[] values = family.stream()
                .map(of)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (values.length == 0) {
            return "-";
        }
        double sum = 0;
        double most = values[0];
        for (double value : values) {
            sum += value;
            most = Math.max(most, value);
        }
        return String.format(Locale.ROOT, form + " / " + form, sum / values.length, most);
    }

    private static @Nullable Long least(@Nullable Long a, @Nullable Long b) {
        return a == null || b != null && b < a ? b : a;
    }

    private static String money(@Nullable Long micros, RoundingMode rounding) {
        if (micros == null) {
            return "-";
        }
        return BigDecimal.valueOf(micros, 6)
                .setScale(micros % 1_000_000 == 0 ? 0 : 2, rounding)
                .toPlainString();
    }

    private static String plain(@Nullable Long micros) {
        return micros == null
                ? ""
                : BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }

    private static String percent(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String exact(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.6f", value);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    @Override
    public void close() {
        if (csv != null) {
            try {
                csv.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
