package org.tierwise.catalog.plan;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.pricing.Money;
import tools.jackson.core.JacksonException;

/**
 * A plan as JSON, in the one form that is stored, hashed and exported.
 *
 * <p>UTF-8, no blanks; {@code {"schema":"tierwise.plan/1","totals":{…},"plan":{…},"certificate":"…","seal":"…"}}, where
 * the certificate of the proof may be missing, and the seal, the SHA-256 of all that stands before the certificate, is
 * missing with it; keys in the order of the records,
 * missing values left out, money as numbers in US dollars with at least two decimals, times in ISO 8601. Equal plans
 * give equal bytes.
 */
public final class PlanJson {
    public static final String SCHEMA = "tierwise.plan/1";

    private static final String CERTIFICATE_KEY = ",\"certificate\":\"";

    private PlanJson() {}

    public static byte[] write(PlacementPlan plan) {
        var bytes = new ByteArrayOutputStream();
        write(plan, bytes);
        return bytes.toByteArray();
    }

    /** Leaves {@code out} open. */
    public static void write(PlacementPlan plan, OutputStream out) {
        var certificate = plan.certificate();
        try {
            if (certificate == null) {
                writeBrief(plan, out);
            } else {
                var brief = new ByteArrayOutputStream();
                writeBrief(plan, brief);
                out.write(complete(brief.toByteArray(), certificate));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document without the certificate and the seal: what pages need. */
    static byte[] writeBrief(PlacementPlan plan) {
        var bytes = new ByteArrayOutputStream();
        writeBrief(plan, bytes);
        return bytes.toByteArray();
    }

    private static void writeBrief(PlacementPlan plan, OutputStream out) {
        try (var json = RecordJson.mapper().createGenerator(new Unclosed(out))) {
            json.writePOJO(new Document(SCHEMA, Totals.of(plan), plan.withoutCertificate(), null, null));
        }
    }

    /** The whole document: the certificate and the seal go to the end, so that the rest stays as it is. */
    static byte[] complete(byte[] brief, String certificate) {
        var bytes = new ByteArrayOutputStream(brief.length + certificate.length() + 128);
        bytes.write(brief, 0, brief.length - 1);
        bytes.writeBytes((CERTIFICATE_KEY + certificate + "\",\"seal\":\"" + Digest.sha256(brief) + "\"}")
                .getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a plan, or its totals are not the sums of its parts
     */
    public static PlacementPlan read(byte[] bytes) {
        var file = open(bytes);
        if (!file.totalsHold()) {
            throw new IllegalArgumentException("The totals of the plan (" + file.statedTotals()
                    + ") are not the sums of its parts (" + file.trueTotals()
                    + "). Maybe the file was edited by hand.");
        }
        return file.plan();
    }

    /**
     * Reads a file that is to be checked: it may contradict itself.
     *
     * @throws IllegalArgumentException if the bytes are no plan
     */
    public static PlanFile open(byte[] bytes) {
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
        var proof = plan.proof();
        if (proof != null) {
            plan = plan.withProof(proof.withCertificate(document.certificate()));
        }
        return new PlanFile(
                plan,
                String.valueOf(document.totals()),
                String.valueOf(Totals.of(plan)),
                document.seal(),
                sealOf(bytes));
    }

    /** What the seal of a file must be: the SHA-256 of all that stands before its certificate. */
    private static String sealOf(byte[] bytes) {
        byte[] key = CERTIFICATE_KEY.getBytes(StandardCharsets.UTF_8);
        for (int at = bytes.length - key.length; at > 0; at--) {
            if (Arrays.equals(bytes, at, at + key.length, key, 0, key.length)) {
                byte[] brief = Arrays.copyOf(bytes, at + 1);
                brief[at] = '}';
                return Digest.sha256(brief);
            }
        }
        return "";
    }

    /** SHA-256 of the bytes of {@link #write}, in hex. */
    public static String sha256(PlacementPlan plan) {
        return Digest.sha256(write(plan));
    }

    /** Totals and plan may be missing only so that a file of another schema is told that first. */
    record Document(
            String schema,
            @Nullable Totals totals,
            @Nullable PlacementPlan plan,
            @Nullable String certificate,
            @Nullable String seal) {}

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
