package org.tierwise.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.plan.PlanJson;

/** The commands end to end on the sample inventory that ships: real catalogue, real search, real files. */
class CommandsIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> FILES = List.of("plan.json", "plan.csv", "plan.xlsx", "plan.pdf", "rejected.csv");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path sample;

    @BeforeEach
    void copy_the_sample() throws IOException {
        sample = folder.resolve("acme.csv");
        try (var in = PlanJson.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv")) {
            Files.copy(java.util.Objects.requireNonNull(in), sample);
        }
    }

    @Test
    void plan_writes_five_files_whose_totals_agree_to_the_cent_and_again_the_same_bytes() throws IOException {
        int code = run("plan", "--inventory", sample.toString(), "--steps", "20", "--seed", "7", "--out", at("a"));
        assertThat(err.toString()).isEmpty();
        var plan = PlanJson.read(Files.readAllBytes(folder.resolve("a/plan.json")));
        assertThat(code).isEqualTo(plan.unplaced().isEmpty() ? 0 : 3);
        assertThat(plan.placements()).isNotEmpty();
        var total = plan.monthlyCost().usd();
        assertThat(sumOfCsv()).isEqualTo(total);
        assertThat(sumOfWorkbook("Placements", "Cost USD a month")).isEqualByComparingTo(total);
        assertThat(sumOfWorkbook("Bill of materials", "Cost USD a month")).isEqualByComparingTo(total);
        var words = String.format(Locale.ROOT, "%,.2f", total);
        assertThat(pdf()).contains("USD " + words, "Total " + words);
        assertThat(out.toString())
                .contains(
                        "USD " + words, "Placed           " + plan.placements().size(), "Edge", "Regional", "Central");

        assertThat(run("plan", "--inventory", sample.toString(), "--steps", "20", "--seed", "7", "--out", at("b")))
                .isEqualTo(code);
        for (var file : FILES) {
            assertThat(folder.resolve("b").resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
        }
    }

    @Test
    void tradeoff_writes_its_points_and_their_plans() throws IOException {
        int code =
                run("tradeoff", "--inventory", sample.toString(), "--steps", "20", "--points", "3", "--out", at("t"));
        assertThat(code).as(err.toString()).isZero();
        var rows = read(folder.resolve("t/tradeoff.csv"));
        assertThat(rows).hasSize(3);
        assertThat(Files.readString(folder.resolve("t/tradeoff.json"))).contains("\"envelope\":[{");
        for (var row : rows) {
            var plan = PlanJson.read(Files.readAllBytes(folder.resolve("t/plan-" + row.getField("plan") + ".json")));
            assertThat(plan.monthlyCost().usd()).isEqualByComparingTo(row.getField("cost_usd_per_month"));
            assertThat(new BigDecimal(row.getField("cost_usd_per_month")))
                    .isGreaterThanOrEqualTo(new BigDecimal(row.getField("no_plan_below_usd")));
        }
        assertThat(out.toString()).contains("no plan exists at any price.");
        assertThat(run("tradeoff", "--inventory", sample.toString(), "--points", "1", "--out", at("u")))
                .isEqualTo(2);
    }

    @Test
    void verify_passes_what_plan_wrote_and_says_what_is_wrong_with_what_somebody_changed() throws IOException {
        run("plan", "--inventory", sample.toString(), "--steps", "20", "--seed", "7", "--out", at("v"));
        assertThat(out.toString()).containsPattern("Proof +(No plan that keeps these rules|This is a cheapest plan)");
        var file = folder.resolve("v/plan.json");
        out.getBuffer().setLength(0);
        assertThat(run("verify", file.toString())).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("The bound is proven", "All of it is true.")
                .doesNotContain("FALSE");

        var text = Files.readString(file);
        var changes = List.of(
                List.of("\"lowerBound\":", "\"lowerBound\":1"),
                List.of("\"objective\":", "\"objective\":1"),
                List.of("\"amount\":", "\"amount\":1"),
                List.of("\"accelerators\":", "\"accelerators\":1"),
                List.of("\"placed\":", "\"placed\":1"),
                List.of("\"costPerMonthUsd\":", "\"costPerMonthUsd\":1"),
                List.of("\"optionId\":\"", "\"optionId\":\"x"),
                List.of("\"capacity\":", "\"capacity\":1"),
                List.of("\"reason\":\"", "\"reason\":\"Not "),
                List.of("\"sha256\":\"", "\"sha256\":\"0"),
                List.of("\"certificate\":\"H4s", "\"certificate\":\"H4t"),
                List.of("\"seal\":\"", "\"seal\":\"0"));
        for (var change : changes) {
            assertThat(text).contains(change.getFirst());
            var changed = folder.resolve("changed.json");
            Files.writeString(changed, text.replaceFirst(change.getFirst(), change.getLast()));
            out.getBuffer().setLength(0);
            assertThat(run("verify", file.toString(), changed.toString()))
                    .as(change.getLast())
                    .isEqualTo(4);
            assertThat(out.toString()).contains("FALSE", "are false.");
        }
        assertThat(run("verify", sample.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("This is not a plan in JSON");
        assertThat(run("verify", at("missing.json"))).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
    }

    @Test
    void classify_writes_one_row_per_record_in_the_order_of_the_file() throws IOException {
        assertThat(run("classify", "--inventory", sample.toString(), "--out", at("classes.csv")))
                .isZero();
        var rows = read(folder.resolve("classes.csv"));
        assertThat(rows).hasSize(125);
        assertThat(rows.getFirst().getField("external_id")).isEqualTo("APM1001321");
        assertThat(rows.getFirst().getField("class")).isEqualTo("LIVE_VIDEO");
        assertThat(out.toString()).contains("125 classified, 0 rejected");
    }

    @Test
    void bad_files_are_refused_with_the_reason_and_nothing_is_written() throws IOException {
        var empty = Files.writeString(folder.resolve("empty.csv"), "");
        var binary = Files.write(folder.resolve("binary.csv"), new byte[] {0x50, 0x4b, 3, 4, 0, 0, 0, 0});
        var unknown = Files.writeString(folder.resolve("unknown.csv"), "foo,bar\n1,2\n");
        for (var file : List.of(empty, binary, unknown, folder.resolve("missing.csv"), folder)) {
            err.getBuffer().setLength(0);
            assertThat(run("plan", "--inventory", file.toString(), "--steps", "1", "--out", at("none")))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("tierwise: ")
                    .contains(file.toString())
                    .doesNotContain("\tat ");
            assertThat(folder.resolve("none")).doesNotExist();
        }
    }

    @Test
    void rejected_rows_are_named_with_line_column_code_and_go_into_their_file() throws IOException {
        var lines = Files.readAllLines(sample, StandardCharsets.UTF_8);
        var header = lines.getFirst();
        var file = Files.writeString(
                folder.resolve("mixed.csv"),
                "external_id,name,purpose,latency_budget,user_location,peak_rps\nA,Chat,chatbot,2 s,Berlin,1\nB,Robot,chatbot,soon,Berlin,1\nC,Guide,chatbot,2 s,,1\n");
        assertThat(header).isNotEmpty();
        assertThat(run("plan", "--inventory", file.toString(), "--steps", "1", "--out", at("mixed")))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("mixed.csv, line 3, column latency_budget: ")
                .contains(
                        "mixed.csv, line 4, column user_location: LOCATION_MISSING: The value in column (user_location)"
                                + " is missing")
                .contains("soon");
        assertThat(Files.readString(folder.resolve("mixed/rejected.csv"))).contains("soon");
        assertThat(out.toString()).contains("1 rejected rows");
    }

    @Test
    void bad_usage_is_told_in_words() {
        assertThat(run("plan", "--inventory", sample.toString(), "--steps", "1", "--seconds", "1", "--out", at("x")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Give --seconds or --steps, not both.");
        assertThat(run("plan", "--inventory", sample.toString(), "--policy", "cheap", "--out", at("x")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The policy (cheap) is not known.");
        assertThat(run("plan", "--inventory", sample.toString(), "--steps", "0", "--out", at("x")))
                .isEqualTo(2);
        assertThat(run("plan", "--out", at("x"))).isEqualTo(2);
        assertThat(run("plan", "--help")).isZero();
        assertThat(run("classify", "--version")).isZero();
    }

    private int run(String... arguments) {
        return RootCommand.with(
                        new PlanCommand(CLOCK),
                        new TradeoffCommand(CLOCK),
                        new ClassifyCommand(),
                        new VerifyCommand(CLOCK))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private BigDecimal sumOfCsv() throws IOException {
        return read(folder.resolve("a/plan.csv")).stream()
                .map(row -> row.getField("cost_per_month_usd"))
                .filter(field -> !field.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal sumOfWorkbook(String sheet, String column) throws IOException {
        try (var in = Files.newInputStream(folder.resolve("a/plan.xlsx"));
                var workbook = new ReadableWorkbook(in)) {
            var rows = workbook.findSheet(sheet).orElseThrow().read();
            int index = rows.getFirst().stream()
                    .map(cell -> String.valueOf(cell.getValue()))
                    .toList()
                    .indexOf(column);
            return rows.stream()
                    .skip(1)
                    .map(row -> row.getCell(index).asNumber())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private String pdf() throws IOException {
        try (var document = Loader.loadPDF(folder.resolve("a/plan.pdf").toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
