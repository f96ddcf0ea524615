package org.tierwise.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an instance, found beside its file: in {@code best-known.csv} of the same folder or one of the
 * two above, or in {@code os}, whose line k is the best known value of the file pk.
 *
 * @param bestMicros the best known cost, or nothing
 * @param optimumMicros the proven optimum, or nothing
 */
record BestKnown(@Nullable Long bestMicros, @Nullable Long optimumMicros) {
    static final BestKnown NOTHING = new BestKnown(null, null);

    private static final int FOLDERS_UP = 3;
    private static final Pattern NUMBERED = Pattern.compile("p([1-9][0-9]{0,5})");

    static BestKnown of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Matcher numbered = NUMBERED.matcher(absolute.getFileName().toString());
        if (folder != null && numbered.matches() && Files.exists(folder.resolve("os"))) {
            return inList(folder.resolve("os"), Integer.parseInt(numbered.group(1)));
        }
        for (int up = 0; up < FOLDERS_UP && folder != null; up++) {
            Path table = folder.resolve("best-known.csv");
            if (Files.exists(table)) {
                return inTable(table, folder.relativize(absolute).toString().replace('\\', '/'));
            }
            folder = folder.getParent();
        }
        return NOTHING;
    }

    private static BestKnown inList(Path list, int number) {
        try (var values = new NumberFile(list)) {
            long micros = 0;
            for (int i = 1; i <= number; i++) {
                micros = values.nextMicros("best known value of p" + i);
            }
            return new BestKnown(micros, null);
        }
    }

    private static BestKnown inTable(Path table, String path) {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(table, StandardCharsets.UTF_8)) {
            for (var row : rows) {
                if (row.findField("Path").orElse("").equals(path)) {
                    return new BestKnown(
                            micros(table, row, "Best known solution value"), micros(table, row, "Optimum"));
                }
            }
            return NOTHING;
        } catch (IOException e) {
            throw new BadInput(table + " cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable Long micros(Path table, NamedCsvRecord row, String column) {
        String value = row.findField(column).orElse("").strip();
        if (value.isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(value).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadInput(table + ", line " + row.getStartingLineNumber() + ": the " + column + " (" + value
                    + ") is not a number.");
        }
    }
}
