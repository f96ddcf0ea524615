package org.tierwise.catalog.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tierwise.catalog.workbook.WorkbookException.Kind;

final class WorkbookTest {
    @Test
    void cells_are_where_they_stand_whatever_is_left_out() throws Exception {
        var rows = rows(new WorkbookBytes()
                .texts("<t>name</t>", "<r><t>two </t></r><r><t xml:space='preserve'>runs</t></r><rPh><t>x</t></rPh>")
                .sheet("<row r='2'><c r='A2' t='s'><v>0</v></c><c r='D2' t='s'><v>1</v></c><c r='F2' s='0'/></row>"
                        + "<row r='3'><c r='A3'/></row>"
                        + "<row r='7'><c r='B7'><f>SUM(A1:A2)</f><v>12.5</v></c><c r='C7' t='str'><f>A1</f><v>text</v></c>"
                        + "<c r='D7' t='b'><v>1</v></c><c r='E7' t='e'><v>#N/A</v></c>"
                        + "<c r='F7' t='inlineStr'><is><t>in _x0041_ place</t></is></c></row>"));
        assertThat(rows)
                .containsExactly(
                        new Workbook.Row(2, List.of("name", "", "", "two runs")),
                        new Workbook.Row(7, List.of("", "12.5", "text", "true", "#N/A", "in A place")));
    }

    @Test
    void cells_without_references_follow_each_other() throws Exception {
        assertThat(rows(new WorkbookBytes()
                        .sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")))
                .containsExactly(new Workbook.Row(1, List.of("1", "2")), new Workbook.Row(2, List.of("3")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "General ~ 250 ~ 250",
                "General ~ 0.1 ~ 0.1",
                "General ~ 0.30000000000000004 ~ 0.3",
                "General ~ 1.234 ~ 1.2340",
                "General ~ 1E-7 ~ 0.0000001",
                "General ~ 1234567.5 ~ 1234567.5",
                "General ~ 1E300 ~ 1E+300",
                "9 ~ 0.5 ~ 50%",
                "10 ~ 0.125 ~ 12.5%",
                "0.0% ~ 1 ~ 100%",
                "14 ~ 45989 ~ 2025-11-28",
                "22 ~ 42914.499988414 ~ 2017-06-28T11:59:59",
                "22 ~ 45989.5 ~ 2025-11-28T12:00",
                "yyyy\\-mm\\-dd;@ ~ 45989 ~ 2025-11-28",
                "[$-407]d. mmmm yyyy ~ 45989 ~ 2025-11-28",
                "mmm-yy ~ 45989 ~ 2025-11-28",
                "dd/mm/yyyy ~ 59 ~ 1900-02-28",
                "dd/mm/yyyy ~ 61 ~ 1900-03-01",
                "dd/mm/yyyy ~ 1 ~ 1900-01-01",
                "h:mm:ss ~ 0.5 ~ 12:00:00",
                "[h]:mm:ss ~ 1.5 ~ 36:00:00",
                "mm:ss.0 ~ 0.0000028935185 ~ 00:00:00.250",
                "[$-en-US]mmmm ~ 45989 ~ 2025-11-28",
                "mmm\" s\" ~ 45989 ~ 2025-11-28",
                "h:mm ~ 45989.5 ~ 2025-11-28T12:00",
                "#,##0,.0 ~ 12500 ~ 12.5",
                "[Red]0.00 ~ 2.5 ~ 2.5",
                "#,##0 ~ 12000 ~ 12000",
                "0\" ms\" ~ 250 ~ 250 ms",
                "General\" ms\" ~ 250 ~ 250 ms",
                "#,##0.00 [$€-407] ~ 1200.5 ~ 1200.5 €",
                "[$EUR] #,##0.00 ~ 1200.5 ~ EUR 1200.5",
                "\"$\"#,##0 ~ -7 ~ $ -7",
                "$#,##0_);[Red]($#,##0) ~ 7 ~ $ 7",
                "0.0,\"k\" ~ 12000 ~ 12 k",
                "0.0,,\" M\" ~ 1500000 ~ 1.5 M",
                "@ ~ 5 ~ 5",
                "0.00E+00 ~ 12345 ~ 12345"
            })
    void a_number_is_read_as_its_format_shows_it_with_all_digits(String code, String value, String text)
            throws Exception {
        assertThat(rows(new WorkbookBytes().formats(code).sheet("<row><c s='0'><v>" + value + "</v></c></row>")))
                .containsExactly(new Workbook.Row(1, List.of(text)));
    }

    @Test
    void parts_may_begin_with_a_byte_order_mark() throws Exception {
        var xml = "<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            var part = ("\uFEFF" + xml).getBytes(charset);
            assertThat(rows(new WorkbookBytes().sheet("").part("xl/worksheets/sheet1.xml", part)))
                    .as(charset.name())
                    .containsExactly(new Workbook.Row(1, List.of("5")));
        }
    }

    @Test
    void dates_may_count_from_1904() throws Exception {
        var bytes = new WorkbookBytes().since1904().formats("14").sheet("<row><c s='0'><v>44527</v></c></row>");
        assertThat(rows(bytes)).containsExactly(new Workbook.Row(1, List.of("2025-11-28")));
    }

    @Test
    void sheets_have_names_and_may_be_hidden() throws Exception {
        try (var workbook = Workbook.open(new WorkbookBytes()
                .table("First &amp; best", "visible", "a")
                .table("Lists", "hidden", "b")
                .table("Deep", "veryHidden", "c")
                .relation("chart", "chartsheet", "chartsheets/sheet1.xml")
                .bytes())) {
            assertThat(workbook.sheets())
                    .extracting(Workbook.Sheet::name)
                    .containsExactly("First & best", "Lists", "Deep");
            assertThat(workbook.sheets()).extracting(Workbook.Sheet::hidden).containsExactly(false, true, true);
        }
    }

    @Test
    void other_zipped_files_are_told_by_what_they_are() {
        assertThat(refusal(zipped(Map.of("readme.txt", "x")))).hasMessageContaining("no Excel workbook");
        assertThat(refusal(zipped(Map.of("mimetype", "x", "content.xml", "<x/>"))))
                .hasMessageContaining(".ods");
        assertThat(refusal(zipped(Map.of("Index/Document.iwa", "x")))).hasMessageContaining("Numbers");
        assertThat(refusal(zipped(Map.of(
                        "_rels/.rels",
                        "<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/></Relationships>",
                        "word/document.xml",
                        "<x/>"))))
                .hasMessageContaining("Word")
                .returns(Kind.OTHER_FILE, WorkbookException::kind);
        assertThat(refusal(zipped(Map.of(
                        "_rels/.rels",
                        "<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.bin'/></Relationships>",
                        "xl/workbook.bin",
                        "x"))))
                .hasMessageContaining(".xlsb");
    }

    private static byte[] zipped(Map<String, String> parts) {
        var bytes = new TreeMap<String, byte[]>();
        parts.forEach((name, content) -> bytes.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return WorkbookBytes.zipped(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r='2'/><row r='1'/>",
                "<row r='9999999'/>",
                "<row r='-1'/>",
                "<row><c r='B1'/><c r='A1'/></row>",
                "<row><c r='A1'/><c r='A1'/></row>",
                "<row><c r='AAAA1'><v>1</v></c></row>",
                "<row><c r='1'><v>1</v></c></row>",
                "<row><c t='s'><v>7</v></c></row>",
                "<row><c t='s'><v>-1</v></c></row>",
                "<row><c><v>twelve</v></c></row>",
                "<row><c><v>NaN</v></c></row>",
                "<row><c><v>1",
                "<row><c><v>&other;</v></c></row>",
                "<row><c><v><v>1</v></v></c></row>"
            })
    void what_is_not_as_it_must_be_is_refused_with_its_place(String rows) {
        var bytes = new WorkbookBytes().sheet(rows).bytes();
        assertThatThrownBy(() -> rows(bytes))
                .isInstanceOf(WorkbookException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("Sheet1");
    }

    @Test
    void a_workbook_cut_anywhere_is_refused_or_read_never_crashed() {
        var whole = new WorkbookBytes()
                .texts("<t>a</t>")
                .formats("9")
                .table("S", "visible", "name|id", "a|b")
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            read(Arrays.copyOf(whole, length));
        }
        var random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            var damaged = whole.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            read(damaged);
        }
    }

    private static void read(byte[] bytes) {
        try (var workbook = Workbook.open(bytes)) {
            for (var sheet : workbook.sheets()) {
                workbook.rows(sheet, 1_000);
            }
        } catch (WorkbookException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.remedy()).isNotBlank();
        }
    }

    @Test
    void documents_types_are_refused_and_nobody_is_asked_for_entities() throws Exception {
        try (var canary = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            canary.setSoTimeout(200);
            var url = "http://127.0.0.1:" + canary.getLocalPort() + "/x";
            for (var type : List.of(
                    "<!DOCTYPE worksheet SYSTEM '" + url + "'>",
                    "<!DOCTYPE worksheet [<!ENTITY e SYSTEM '" + url + "'>]>",
                    "<!DOCTYPE worksheet [<!ENTITY % e SYSTEM '" + url + "'>%e;]>",
                    laughs())) {
                var bytes = new WorkbookBytes()
                        .sheet("")
                        .part(
                                "xl/worksheets/sheet1.xml",
                                type
                                        + "<worksheet><sheetData><row><c t='str'><v>&e;</v></c></row></sheetData></worksheet>")
                        .bytes();
                assertThatThrownBy(() -> rows(bytes))
                        .as(type)
                        .isInstanceOf(WorkbookException.class)
                        .hasMessageContaining("cannot be read as XML");
            }
            assertThatThrownBy(canary::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    /** Ten entities of ten each: a thousand million letters. */
    private static String laughs() {
        var type = new StringBuilder("<!DOCTYPE worksheet [<!ENTITY a0 'lollol'>");
        for (int i = 1; i < 10; i++) {
            type.append("<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>");
        }
        return type + "<!ENTITY e '&a9;'>]>";
    }

    @Test
    void what_unzips_to_too_much_is_refused_before_it_is_in_memory() throws Exception {
        long before = Runtime.getRuntime().totalMemory();
        assertThat(refusal(zeros(1024)))
                .hasMessageContaining("too large")
                .returns(Kind.TOO_LARGE, WorkbookException::kind);
        assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(256L << 20);
    }

    /** A workbook with a part of so many megabytes of zeros. */
    private static byte[] zeros(int megabytes) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/media/image1.png"));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void many_parts_columns_and_characters_are_refused() {
        var many = new WorkbookBytes().sheet("");
        for (int i = 0; i < Package.MOST_PARTS; i++) {
            many.part("p" + i, "");
        }
        assertThat(refusal(many.bytes())).hasMessageContaining("1,000 parts");

        var wide =
                new WorkbookBytes().sheet("<row><c r='XFD1'><v>1</v></c></row>").bytes();
        assertThatThrownBy(() -> rows(wide)).hasMessageContaining("beyond column 256, in row 1");

        // The same long text a few thousand times is little in the file and much for whoever reads it.
        var cells = "<row>" + "<c t='s'><v>0</v></c>".repeat(200) + "</row>";
        var long32k = new WorkbookBytes()
                .texts("<t>" + "x".repeat(32_000) + "</t>")
                .sheet(cells.repeat(10))
                .bytes();
        assertThatThrownBy(() -> rows(long32k)).hasMessageContaining("32 million characters");
    }

    @Test
    void lists_without_an_end_are_refused_before_they_fill_the_memory() {
        var months = "m".repeat(200_000);
        assertThat(new WorkbookBytes().formats(months, months).sheet("<row><c s='1'><v>1</v></c></row>"))
                .satisfies(made -> assertThat(rows(made)).containsExactly(new Workbook.Row(1, List.of("1"))));
        var formats = new String[70_000];
        Arrays.fill(formats, "9");
        assertThat(refusal(new WorkbookBytes().formats(formats).sheet("").bytes()))
                .hasMessageContaining("65,490 formats of cells");
        var references = new WorkbookBytes().sheet("");
        for (int i = 0; i < 10_001; i++) {
            references.relation("r" + i, "image", "x");
        }
        assertThat(refusal(references.bytes())).hasMessageContaining("10,000 references");
    }

    @Test
    void a_part_that_is_listed_as_many_sheets_is_read_once() throws Exception {
        var bytes = new WorkbookBytes()
                .sheet("<row><c><v>1</v></c></row>")
                .part(
                        "xl/workbook.xml",
                        "<workbook xmlns:r='r'><sheets>" + "<sheet name='S' r:id='s1'/>".repeat(900)
                                + "</sheets></workbook>")
                .part(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id='s1' Type='http://x/relationships/worksheet'"
                                + " Target='worksheets/sheet1.xml'/></Relationships>")
                .bytes();
        try (var workbook = Workbook.open(bytes)) {
            assertThat(workbook.sheets()).hasSize(1);
        }
    }

    @Test
    void parts_that_are_zipped_in_other_ways_are_refused() {
        var bytes = new WorkbookBytes().sheet("").bytes();
        for (int method : new int[] {1, 6, 93, 95, 99}) {
            var other = bytes.clone();
            for (int i = 0; i + 12 < other.length; i++) {
                if (other[i] == 'P' && other[i + 1] == 'K' && other[i + 2] == 1 && other[i + 3] == 2) {
                    other[i + 10] = (byte) method;
                }
            }
            assertThat(refusal(other)).hasMessageContaining("zipped in a way that workbooks are not");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.xml", "/etc/passwd", "c:/windows/x", "..\\..\\x"})
    void parts_with_paths_that_lead_elsewhere_are_refused(String name) {
        assertThat(refusal(new WorkbookBytes().sheet("").part(name, "x").bytes()))
                .hasMessageContaining(name.replace('\\', '/'));
    }

    @Test
    void two_parts_of_one_name_are_refused() {
        // A zip writer refuses two equal names; capitals make no difference to who opens it.
        assertThat(refusal(new WorkbookBytes()
                        .sheet("")
                        .part("XL/workbook.xml", "<x/>")
                        .bytes()))
                .hasMessageContaining("two parts named (xl/workbook.xml)");
    }

    private static WorkbookException refusal(byte[] bytes) {
        return catchThrowableOfType(WorkbookException.class, () -> Workbook.open(bytes));
    }

    private static List<Workbook.Row> rows(WorkbookBytes made) throws WorkbookException {
        return rows(made.bytes());
    }

    private static List<Workbook.Row> rows(byte[] bytes) throws WorkbookException {
        try (var workbook = Workbook.open(bytes)) {
            return workbook.rows(workbook.sheets().getFirst(), 1_000);
        }
    }
}
