package org.tierwise.bench;

import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.tierwise.bench.peer.Answer;

/**
 * What came out of one run of one contender, as its process reports it.
 *
 * @param trouble why there is no checked plan where one was asked for: INVALID with the broken rule, none, no memory
 * @param costMicros recomputed from the plan, with {@code unplaced} slices left out of it; nothing without a plan
 * @param boundMicros no plan costs less, as the contender says
 * @param seconds of solving
 * @param buildSeconds of building the contender's own model
 * @param loadSeconds of reading or generating the instance
 * @param peakMegabytes of the whole process; of the heap where the system does not tell
 * @param note how it ended
 */
record Measured(
        @Nullable String trouble,
        @Nullable Long costMicros,
        int unplaced,
        @Nullable Long boundMicros,
        double seconds,
        double buildSeconds,
        double loadSeconds,
        long peakMegabytes,
        String note) {
    static final String INVALID = "INVALID";

    /** Nothing but trouble; the memory is what was seen from outside. */
    static Measured failed(String trouble, long peakMegabytes) {
        return new Measured(trouble, null, 0, null, 0, 0, 0, peakMegabytes, "");
    }

    static Measured of(Answer answer, @Nullable Verdict verdict, double loadSeconds, long peakMegabytes) {
        String broken = verdict == null ? null : verdict.broken();
        Long claimed = answer.claimedMicros();
        if (broken == null && verdict != null && claimed != null && claimed != verdict.costMicros()) {
            broken = "it costs " + verdict.costMicros() + " micro-dollars, not " + claimed;
        }
        return new Measured(
                broken == null ? null : INVALID + ": " + broken,
                verdict == null || broken != null ? null : (Long) verdict.costMicros(),
                verdict == null ? 0 : verdict.unplaced(),
                answer.boundMicros(),
                answer.seconds(),
                answer.buildSeconds(),
                loadSeconds,
                peakMegabytes,
                answer.note());
    }

    /** The cost of a plan that places everything; only these are compared. */
    @Nullable
    Long completeMicros() {
        return unplaced == 0 ? costMicros : null;
    }

    /** How far the cost may be above the optimum, in percent. */
    @Nullable
    Double provenGap() {
        return above(completeMicros(), boundMicros);
    }

    /** How far the cost is above another, in percent. */
    @Nullable
    Double gapTo(@Nullable Long micros) {
        return above(completeMicros(), micros);
    }

    private static @Nullable Double above(@Nullable Long cost, @Nullable Long other) {
        return cost == null || other == null || other <= 0 ? null : (Double) (100.0 * (cost - other) / other);
    }

    Properties toProperties() {
        var properties = new Properties();
        put(properties, "trouble", trouble);
        put(properties, "cost", costMicros);
        put(properties, "unplaced", unplaced);
        put(properties, "bound", boundMicros);
        put(properties, "seconds", String.format(Locale.ROOT, "%.4f", seconds));
        put(properties, "build", String.format(Locale.ROOT, "%.4f", buildSeconds));
        put(properties, "load", String.format(Locale.ROOT, "%.4f", loadSeconds));
        put(properties, "peak", peakMegabytes);
        put(properties, "note", note);
        return properties;
    }

    static Measured of(Properties properties) {
        String cost = properties.getProperty("cost");
        String bound = properties.getProperty("bound");
        return new Measured(
                properties.getProperty("trouble"),
                cost == null ? null : Long.valueOf(cost),
                Integer.parseInt(properties.getProperty("unplaced", "0")),
                bound == null ? null : Long.valueOf(bound),
                Double.parseDouble(properties.getProperty("seconds", "0")),
                Double.parseDouble(properties.getProperty("build", "0")),
                Double.parseDouble(properties.getProperty("load", "0")),
                Long.parseLong(properties.getProperty("peak", "0")),
                properties.getProperty("note", ""));
    }

    private static void put(Properties properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.setProperty(name, value.toString());
        }
    }
}
