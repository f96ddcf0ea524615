package org.tierwise.catalog.reference;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/** Turns the files of a catalogue into rows and gathers what is wrong with them, so that one run reports everything. */
final class CatalogueTables {
    /** Says for each file what its rows inherit: kind, source and date. */
    static final String INDEX = "files.csv";

    private static final Provenance UNSTATED = new Provenance(Kind.ASSUMED, "not stated", "");

    private final CatalogueFiles files;
    private final List<CatalogueIssue> issues = new ArrayList<>();
    private final Map<String, Provenance> inherited = new HashMap<>();

    CatalogueTables(CatalogueFiles files) {
        this.files = files;
        var columns = List.of("file", "kind", "source");
        readShipped(INDEX, columns, row -> inherited.put(row.text("file"), row.provenance()));
        if (isReplaced(INDEX)) {
            read(INDEX, columns, row -> inherited.put(row.text("file"), row.provenance()));
        }
    }

    /** The files that a catalogue has, sorted. */
    static SortedSet<String> names() {
        var names = new TreeSet<String>();
        new CatalogueTables(CatalogueFiles.shipped())
                .readShipped(INDEX, List.of("file"), row -> names.add(row.text("file")));
        names.add(INDEX);
        return names;
    }

    boolean isReplaced(String file) {
        return files.isReplaced(file);
    }

    /** As {@link #read}, but the shipped file even if a folder replaces it. */
    <T> void readShipped(String file, List<String> needed, Function<CatalogueRow, @Nullable T> reader) {
        read(file, files.readShipped(file), needed, reader);
    }

    /** What each row of a file gives, in its order; rows that give null or are refused are left out. */
    <T> List<T> read(String file, List<String> needed, Function<CatalogueRow, @Nullable T> reader) {
        return read(file, files.read(file), needed, reader);
    }

    private <T> List<T> read(
            String file, byte[] bytes, List<String> needed, Function<CatalogueRow, @Nullable T> reader) {
        var result = new ArrayList<T>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(decoded(bytes))) {
            Map<String, Integer> columns = null;
            for (CsvRecord fields : csv) {
                if (columns == null) {
                    columns = columnsOf(fields);
                    if (!hasAll(file, columns, needed)) {
                        return result;
                    }
                } else {
                    add(
                            result,
                            new CatalogueRow(file, columns, fields, inherited.getOrDefault(file, UNSTATED)),
                            reader);
                }
            }
            if (columns == null) {
                hasAll(file, Map.of(), needed);
            }
        } catch (CsvParseException | CharacterCodingException e) {
            issues.add(unreadable(file));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) {
                throw e;
            }
            issues.add(unreadable(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    void refuse(BadValue bad) {
        issues.add(bad.issue());
    }

    /** Throws if anything was wrong so far. */
    void requireNoIssues() {
        if (!issues.isEmpty()) {
            throw new CatalogueException(issues);
        }
    }

    private <T> void add(List<T> result, CatalogueRow row, Function<CatalogueRow, @Nullable T> reader) {
        try {
            T value = reader.apply(row);
            if (value != null) {
                result.add(value);
            }
        } catch (BadValue bad) {
            refuse(bad);
        }
    }

    /** Strict: a byte that is not UTF-8 is an error, not a question mark in a name. */
    private static InputStreamReader decoded(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        return new InputStreamReader(new ByteArrayInputStream(bytes), decoder);
    }

    private static Map<String, Integer> columnsOf(CsvRecord header) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String name = header.getField(i).strip();
            columns.put(i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name, i);
        }
        return columns;
    }

    private boolean hasAll(String file, Map<String, Integer> columns, List<String> needed) {
        var missing = needed.stream().filter(name -> !columns.containsKey(name)).toList();
        for (String name : missing) {
            issues.add(new CatalogueIssue(
                    "COLUMN_MISSING",
                    file,
                    1,
                    name,
                    "",
                    "the column is missing. The file needs a header with " + String.join(", ", needed) + "."));
        }
        return missing.isEmpty();
    }

    private static CatalogueIssue unreadable(String file) {
        return new CatalogueIssue(
                "FILE_UNREADABLE",
                file,
                0,
                "",
                "",
                "this is not a CSV file in UTF-8. Save it as CSV with commas and the encoding UTF-8.");
    }
}
