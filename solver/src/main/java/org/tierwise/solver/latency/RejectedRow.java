package org.tierwise.solver.latency;

import java.util.Locale;
import org.tierwise.catalog.network.RoundTripRow;

/**
 * A row that the model does not use.
 *
 * @param km distance of its ends; 0 if one of them is unknown
 * @param floorMs the least that light in fibre takes over that distance; 0 if one of them is unknown
 */
public record RejectedRow(RoundTripRow row, Reason reason, double km, double floorMs) {
    /** Stable codes. */
    public enum Reason {
        BELOW_FLOOR,
        UNKNOWN_PLACE
    }

    /** The sentence for people, with value and remedy. */
    public String sentence() {
        return switch (reason) {
            case BELOW_FLOOR ->
                String.format(
                        Locale.ROOT,
                        "The round trip (%s ms) from (%s) to (%s) is below the fibre floor of %.2f ms over %,.1f km."
                                + " Maybe the rows of its table are shifted.",
                        row.p50Ms(),
                        row.from(),
                        row.to(),
                        floorMs,
                        km);
            case UNKNOWN_PLACE ->
                "The round trip from (" + row.from() + ") to (" + row.to()
                        + ") names a place that is not in the catalogue. Maybe its id is misspelt.";
        };
    }
}
