package org.tierwise.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.plan.PlacementPlan;

class PlanPdfTest {
    private static final PlanPdf PDF = new PlanPdf();

    @Test
    void every_slice_line_and_assumption_is_printed_with_the_totals() throws IOException {
        var plan = SamplePlans.rich();
        var text = text(plan);
        var total = Words.money(plan.monthlyCost());
        assertThat(Pattern.compile(Pattern.quote(total)).matcher(text).results().count())
                .isGreaterThanOrEqualTo(6);
        plan.placements().forEach(p -> assertThat(text).contains(Words.money(p.monthlyCost())));
        plan.lines().forEach(line -> assertThat(text).contains(Words.money(line.monthlyCost())));
        plan.assumptions().forEach(a -> assertThat(text).contains(a.label()));
        assertThat(text)
                .contains(
                        "DRAFT",
                        plan.inputHash(),
                        "12 of 15",
                        "=cmd|'/c calc'!A1",
                        "Overnight <b>reports<",
                        "/b> & more")
                .contains("Sprachbot Köln \"Heinzel\"", "47 ms network + 30 ms processing = 77 ms, limit 20 ms")
                .contains("Page 1 of ");
    }

    @Test
    void document_is_tagged_and_has_title_language_and_bookmarks() throws IOException {
        try (var document = open(SamplePlans.rich())) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getLanguage()).startsWith("en");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Acme Manufacturing, balanced");
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            var names = new ArrayList<String>();
            for (var item : catalog.getDocumentOutline().children()) {
                names.add(item.getTitle());
            }
            assertThat(names).startsWith("Plan", "Result").endsWith("Unplaced", "Assumptions");
        }
    }

    @Test
    void equal_plans_give_equal_bytes_and_another_moment_does_not() throws IOException {
        var first = bytes(SamplePlans.rich());
        assertThat(bytes(SamplePlans.rich())).isEqualTo(first);
        assertThat(bytes(SamplePlans.at(SamplePlans.SOLVED_AT.plusSeconds(61), SamplePlans.rich())))
                .isNotEqualTo(first);
    }

    @Test
    void empty_plan_makes_a_document_too() throws IOException {
        assertThat(text(SamplePlans.empty())).contains("Nothing is placed.", "USD 0.00");
    }

    static String text(PlacementPlan plan) throws IOException {
        try (var document = open(plan)) {
            // Cells wrap their text over several lines.
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static PDDocument open(PlacementPlan plan) throws IOException {
        return Loader.loadPDF(bytes(plan));
    }

    private static byte[] bytes(PlacementPlan plan) throws IOException {
        var out = new ByteArrayOutputStream();
        PDF.write(plan, PlanStatus.DRAFT, out);
        return out.toByteArray();
    }
}
