package org.tierwise.catalog.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What a column of a file is taken for.
 *
 * @param index position from 0
 * @param header as written; "column_7" where it is blank or repeated
 * @param field the canonical column; missing where the column stays a custom attribute or is ignored
 * @param match how it was found
 * @param candidate the column that it might be, for a question; missing if there is none
 * @param unit the unit named in the header, such as "ms"; empty if none
 * @param decimalSign '.' or ',' in a column of numbers; a blank in others
 * @param decimalSignOpen true if values such as 1.500 occur, nothing in the column says what they mean, and the sign
 *     was taken from the delimiter: worth a question
 */
public record ColumnMapping(
        int index,
        String header,
        @Nullable Field field,
        Match match,
        @Nullable Field candidate,
        String unit,
        char decimalSign,
        boolean decimalSignOpen) {
    /** How sure a mapping is: the badge beside it. */
    public enum Match {
        /** The header is a known one. */
        EXACT,
        /** The header is nearly a known one. */
        SUGGESTED,
        /** The user chose it. */
        CHOSEN,
        /** Might be a known column; the user decides. Kept as custom attribute until then. */
        ASK,
        /** Not known: kept as custom attribute. */
        UNMAPPED,
        /** A place, with its share of the demand in the cells: "demand_Berlin". */
        PLACE,
        /** Begins with an underscore: written by Tierwise itself, not read. */
        IGNORED
    }

    /** True for a column whose cells are kept as written. */
    public boolean custom() {
        return field == null && match != Match.IGNORED && match != Match.PLACE;
    }

    ColumnMapping asPlace() {
        return new ColumnMapping(index, header, null, Match.PLACE, null, "", ' ', false);
    }

    ColumnMapping withDecimalSign(char sign, boolean open) {
        return new ColumnMapping(index, header, field, match, candidate, unit, sign, open);
    }
}
