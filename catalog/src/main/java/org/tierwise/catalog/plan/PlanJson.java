package org.tierwise.catalog.plan;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.pricing.Money;
import tools.jackson.core.JacksonException;

/**
 * A plan as JSON, in the one form that is stored, hashed and exported.
 *
 * <p>UTF-8, no blanks; {@code {"schema":"tierwise.plan/1","totals":{…},"plan":{…}}}, keys in the order of the records,
 * missing values left out, money as numbers in US dollars with at least two decimals, times in ISO 8601. Equal plans
 * give equal bytes.
 */
public final class PlanJson {
    public static final String SCHEMA = "tierwise.plan/1";

    private PlanJson() {}

    public static byte[] write(PlacementPlan plan) {
        var bytes = new ByteArrayOutputStream();
        write(plan, bytes);
        return bytes.toByteArray();
    }

    /** Leaves {@code out} open. */
    public static void write(PlacementPlan plan, OutputStream out) {
        try (var json = RecordJson.mapper().createGenerator(new Unclosed(out))) {
            json.writePOJO(new Document(SCHEMA, Totals.of(plan), plan));
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a plan, or its totals are not the sums of its parts
     */
    public static PlacementPlan read(byte[] bytes) {
        Document document;
        try {
            document = RecordJson.mapper().readValue(bytes, Document.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This is not a plan in JSON: " + e.getOriginalMessage(), e);
        }
        if (!SCHEMA.equals(document.schema())) {
            throw new IllegalArgumentException("The schema (" + document.schema() + ") is not " + SCHEMA
                    + ". Maybe the file is of a newer version, or is no plan.");
        }
        var plan = document.plan();
        if (plan == null) {
            throw new IllegalArgumentException("The file holds no plan. Maybe it was cut off.");
        }
        var totals = Totals.of(plan);
        if (!totals.equals(document.totals())) {
            throw new IllegalArgumentException("The totals of the plan (" + document.totals()
                    + ") are not the sums of its parts (" + totals + "). Maybe the file was edited by hand.");
        }
        return plan;
    }

    /** SHA-256 of the bytes of {@link #write}, in hex. */
    public static String sha256(PlacementPlan plan) {
        return Digest.sha256(write(plan));
    }

    /** Totals and plan may be missing only so that a file of another schema is told that first. */
    record Document(
            String schema,
            @Nullable Totals totals,
            @Nullable PlacementPlan plan) {}

    record Totals(int placed, int unplaced, Money costPerMonthUsd) {
        static Totals of(PlacementPlan plan) {
            return new Totals(plan.placements().size(), plan.unplaced().size(), plan.monthlyCost());
        }
    }

    /** Closing the generator returns its buffers; the stream is the caller's. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
