package org.tierwise.web.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.web.export.SamplePlans;

/** Good inputs of the fuzz targets, which fuzzing then changes. */
public final class FuzzSeeds {
    private static final int BEGINNING = 2_500;

    private FuzzSeeds() {}

    /** By the name of the target's class. */
    static Map<String, List<byte[]>> all() {
        return Map.of(
                "InventoryFuzz",
                Stream.concat(
                                Stream.of(beginningOfTheSample()),
                                Stream.of(
                                        "name;purpose;latency_budget;demand_Berlin\nChat;interactive;1,5 s;40 %\n",
                                        "\uFEFFworkload\tmodel\tcontext\n\"a\n\"\"b\"\"\"\tllama 3 70b\t128k\n",
                                        "sep=;\nname;purpose;latency_budget\n=1+1;batch;1e3ms\n;;\n"))
                        .map(FuzzSeeds::bytes)
                        .toList(),
                "WorkbookFuzz",
                texts(
                        "<workbook><sheets><sheet name='S' r:id='s' xmlns:r='r'/></sheets></workbook>\0<worksheet><sheetData>"
                                + "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>purpose</t></is></c>"
                                + "<c r='C1' t='str'><v>latency_budget</v></c></row><row r='2'><c r='A2' t='s'><v>1</v></c>"
                                + "<c r='B2' t='b'><v>1</v></c><c r='C2' s='1'><f>A1</f><v>0.25</v></c></row></sheetData></worksheet>\0"
                                + "<sst><si><t>name</t></si><si><r><t>Chat</t></r><rPh><t>x</t></rPh></si></sst>\0"
                                + "<styleSheet><numFmts><numFmt numFmtId='165' formatCode='0.0,&quot; s&quot;;[Red]0%'/></numFmts>"
                                + "<cellXfs><xf numFmtId='14'/><xf numFmtId='165'/></cellXfs></styleSheet>"),
                "PlanFuzz",
                List.of(PlanJson.write(SamplePlans.rich()), PlanJson.write(SamplePlans.empty())),
                "FilterFuzz",
                texts(
                        "0q=chat&sort=-name&page=2&size=50",
                        "3from=2026-01-01&to=2026-02-30&actor=1",
                        "1class=x&q=%25",
                        "$class=%&latency_tier=no&status=-&warning=x&owner=&source=%00",
                        "%sort=&class=%",
                        "+tier=%&gpu=maybe&provider=x&country=??"),
                "TokenFuzz",
                texts("0tw_AAAAAAAA", "1Basic b3BlcmF0b3I6eA==", "2tierwise=abc; other=\"q\\\"; =", "0"));
    }

    private static String beginningOfTheSample() {
        try (var in = CatalogueReader.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv")) {
            if (in == null) {
                throw new IllegalStateException("The sample inventory is missing.");
            }
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts).map(FuzzSeeds::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the seeds of each target into a folder of its name. */
    public static void main(String[] folder) throws IOException {
        for (var target : all().entrySet()) {
            var seeds = Files.createDirectories(Path.of(folder[0], target.getKey()));
            for (int i = 0; i < target.getValue().size(); i++) {
                Files.write(seeds.resolve("seed-" + i), target.getValue().get(i));
            }
        }
    }
}
