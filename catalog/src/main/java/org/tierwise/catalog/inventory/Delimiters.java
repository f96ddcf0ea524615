package org.tierwise.catalog.inventory;

import java.util.HashMap;
import java.util.function.ToIntFunction;

/** Finds out what separates the columns of a text. */
final class Delimiters {
    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int RECORDS = 50;
    private static final int LOOK_AT = 512 * 1024;

    private Delimiters() {}

    /**
     * The candidate with the best score over the first records: share of records with the most frequent field count,
     * times ln(1 + that count). A comma if every candidate gives a single column.
     */
    static char detect(String text) {
        var beginning = text.substring(0, Math.min(text.length(), LOOK_AT));
        char best = ',';
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            double score = score(beginning, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static double score(String beginning, char delimiter) {
        var records = CsvText.peek(beginning, delimiter, RECORDS);
        int fields = usualFields(records);
        if (fields < 2) {
            return 0;
        }
        long same = records.stream().filter(row -> row.cells().size() == fields).count();
        return (double) same / records.size() * Math.log1p(fields);
    }

    /** The most frequent field count, the larger one of equals; 0 without records. */
    static int usualFields(Iterable<InventoryRow> records) {
        return most(records, row -> row.cells().size());
    }

    /** The most frequent count of records, the larger one of equals; 0 without records. */
    static int most(Iterable<InventoryRow> records, ToIntFunction<InventoryRow> count) {
        var frequency = new HashMap<Integer, Integer>();
        for (var row : records) {
            frequency.merge(count.applyAsInt(row), 1, Integer::sum);
        }
        int usual = 0;
        int most = 0;
        for (var entry : frequency.entrySet()) {
            if (entry.getValue() > most || entry.getValue() == most && entry.getKey() > usual) {
                usual = entry.getKey();
                most = entry.getValue();
            }
        }
        return usual;
    }
}
