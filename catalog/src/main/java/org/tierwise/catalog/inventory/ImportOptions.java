package org.tierwise.catalog.inventory;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user decides about a file. Everything that is missing is detected.
 *
 * @param source the list that the workloads come from; part of their key; empty if there is one list only
 * @param charset encoding
 * @param delimiter column separator
 * @param headerRow record number of the header from 1; 0 means detect
 * @param columns canonical column by header as written; an empty text keeps the column as a custom attribute
 * @param decimalSigns '.' or ',' by header as written, where values such as 1.500 could mean two things
 * @param currency ISO 4217 code of sums of money that name none
 */
public record ImportOptions(
        String source,
        @Nullable Charset charset,
        @Nullable Character delimiter,
        int headerRow,
        Map<String, String> columns,
        Map<String, Character> decimalSigns,
        String currency) {
    public static final ImportOptions DEFAULT = new ImportOptions("", null, null, 0, Map.of(), Map.of(), "USD");

    public ImportOptions {
        columns = Map.copyOf(columns);
        decimalSigns = Map.copyOf(decimalSigns);
        for (var sign : decimalSigns.values()) {
            if (sign != '.' && sign != ',') {
                throw new IllegalArgumentException("The decimal sign (" + sign + ") must be a point or a comma.");
            }
        }
    }

    public ImportOptions withSource(String newSource) {
        return new ImportOptions(newSource, charset, delimiter, headerRow, columns, decimalSigns, currency);
    }

    public ImportOptions withCharset(Charset newCharset) {
        return new ImportOptions(source, newCharset, delimiter, headerRow, columns, decimalSigns, currency);
    }

    public ImportOptions withColumns(Map<String, String> newColumns) {
        return new ImportOptions(source, charset, delimiter, headerRow, newColumns, decimalSigns, currency);
    }

    public ImportOptions withDecimalSigns(Map<String, Character> newSigns) {
        return new ImportOptions(source, charset, delimiter, headerRow, columns, newSigns, currency);
    }
}
