package org.tierwise.web.export;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;
import org.tierwise.catalog.plan.PlacementPlan;

/**
 * A plan as PDF: tagged (PDF/UA), with title, language and bookmarks. Nothing is loaded but the fonts and the style
 * sheet of the program itself, whatever the plan's texts say. Equal plans of equal status give equal
 * bytes. Safe for concurrent use.
 *
 * <p>Scripts that the fonts lack (Chinese, Japanese, Korean) show a replacement mark.
 */
public final class PlanPdf {
    private static final String FONTS = "/static/vendor/";
    private static final int REGULAR = 400;
    private static final int SEMI_BOLD = 600;

    private final TemplateEngine engine = new TemplateEngine();
    private final String css;

    public PlanPdf() {
        // By default the renderer writes what it does to standard error.
        XRLog.setLoggerImpl(new Slf4jLogger());
        var files = new ClassLoaderTemplateResolver(PlanPdf.class.getClassLoader());
        files.setPrefix("templates/");
        files.setSuffix(".html");
        // XML and not HTML: the renderer wants well-formed text with numeric character references.
        files.setTemplateMode(TemplateMode.XML);
        files.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(files);
        try (var in = resource("/templates/export/plan-pdf.css")) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does not close the stream. */
    public void write(PlacementPlan plan, PlanStatus status, OutputStream out) throws IOException {
        var builder = new PdfRendererBuilder();
        builder.withHtmlContent(xhtml(plan, status), null);
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Tierwise");
        builder.useReplacementText("\u25A1");
        for (var priority : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, priority);
        }
        builder.useUriResolver((base, uri) -> null);
        font(builder, "noto-sans-0.4.2/NotoSans_400Regular.ttf", "Noto Sans", REGULAR);
        font(builder, "noto-sans-0.4.2/NotoSans_600SemiBold.ttf", "Noto Sans", SEMI_BOLD);
        font(builder, "dejavu-sans-2.37/DejaVuSans.ttf", "DejaVu Sans", REGULAR);
        font(builder, "dejavu-sans-2.37/DejaVuSans.ttf", "DejaVu Sans", SEMI_BOLD);
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            try (var document = renderer.createPDFKeepOpen()) {
                PdfStamp.set(document, plan);
                document.save(out);
            }
        }
    }

    /** The page that is printed. */
    String xhtml(PlacementPlan plan, PlanStatus status) {
        var context = new org.thymeleaf.context.Context(Locale.ENGLISH);
        context.setVariable(
                "plan",
                PdfTexts.of(
                        plan,
                        status,
                        css.replace("%STATUS%", StatusWords.mark(status.kind()).toLowerCase(Locale.ROOT))));
        return XmlText.clean(engine.process("export/plan-pdf", context));
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
        builder.useFont(() -> resource(FONTS + file), family, weight, FontStyle.NORMAL, true);
    }

    private static InputStream resource(String path) {
        var in = PlanPdf.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("The program's file (" + path + ") is missing. Maybe build it again.");
        }
        return in;
    }
}
