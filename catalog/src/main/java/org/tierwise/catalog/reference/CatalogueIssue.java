package org.tierwise.catalog.reference;

/**
 * What is wrong with one value of a catalogue file.
 *
 * @param code stable: FILE_UNREADABLE, COLUMN_MISSING, VALUE_MISSING, NUMBER_INVALID, VALUE_UNKNOWN, OUT_OF_RANGE,
 *     COUNTRY_UNKNOWN, COORDINATE_INVALID, COORDINATE_OUTSIDE_COUNTRY, ACCELERATOR_UNKNOWN, MODEL_UNKNOWN,
 *     SITE_UNKNOWN, DUPLICATE, BELOW_FLOOR
 * @param file path inside the catalogue, such as "prices/accelerator_prices.csv"
 * @param line line in the file, the header is line 1; 0 if the whole file is meant
 * @param column header of the column; empty if the whole row is meant
 * @param value the text as written; empty if there is none
 * @param message one sentence that says what is wrong and what to do
 */
public record CatalogueIssue(String code, String file, long line, String column, String value, String message) {
    /** "prices/accelerator_prices.csv, line 7, column region: the site … is not known. …" */
    public String text() {
        var place = new StringBuilder(file);
        if (line > 0) {
            place.append(", line ").append(line);
        }
        if (!column.isEmpty()) {
            place.append(", column ").append(column);
        }
        return place.append(": ").append(message).toString();
    }
}
