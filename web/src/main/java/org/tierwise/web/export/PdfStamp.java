package org.tierwise.web.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.tierwise.catalog.plan.PlacementPlan;

/** Makes a PDF depend on the plan only: the moment of solving stands in for the moment of writing. */
final class PdfStamp {
    private static final String DATE = "(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)[^<]*(</xmp:)";

    private PdfStamp() {}

    static void set(PDDocument document, PlacementPlan plan) throws IOException {
        var solvedAt = plan.solvedAt().truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
        var information = document.getDocumentInformation();
        information.setCreationDate(GregorianCalendar.from(solvedAt));
        information.setModificationDate(GregorianCalendar.from(solvedAt));
        // Goes into the file's ID; without it the machine's clock would.
        document.setDocumentId(plan.solvedAt().toEpochMilli());
        var metadata = document.getDocumentCatalog().getMetadata();
        if (metadata != null) {
            var xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8)
                    .replaceAll(DATE, "$1" + solvedAt.toInstant() + "$2");
            var stamped = new PDMetadata(document);
            stamped.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
            document.getDocumentCatalog().setMetadata(stamped);
        }
    }
}
