package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to exhaust a reader meet a server of 256 MB, which refuses each in words and lives on. */
class HostileUploadsIT {
    private static final int MB = 1024 * 1024;
    private static final String HEAD = "name,purpose,latency_budget\n";

    @TempDir
    static Path folder;

    private static ChildServer server;
    private static long before;

    @BeforeAll
    static void start() throws Exception {
        server = ChildServer.start(folder, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
        before = server.peakMegabytes();
    }

    @AfterAll
    static void stop() throws Exception {
        System.out.println("Hostile uploads: at most " + server.peakMegabytes() + " MB resident with -Xmx256m, "
                + before + " MB before them");
        server.close();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filled(String head, char with, int bytes) {
        var file = new byte[bytes];
        Arrays.fill(file, (byte) with);
        var first = text(head);
        System.arraycopy(first, 0, file, 0, first.length);
        return file;
    }

    /** A gigabyte of zeros in a megabyte. */
    private static byte[] zipBomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var zeros = new byte[MB];
            for (int i = 0; i < 1_024; i++) {
                zip.write(zeros);
            }
        }
        return out.toByteArray();
    }

    private static byte[] manyParts(String name) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 100_000; i++) {
                zip.putNextEntry(new ZipEntry(name + i));
            }
        }
        return out.toByteArray();
    }

    /** A workbook of one sheet, whose XML is made of a beginning, many times the same, and an end. */
    private static byte[] workbook(String beginning, String row, int times, String texts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(zip, "_rels/.rels", relation("a", "officeDocument", "xl/workbook.xml"));
            put(zip, "xl/workbook.xml", "<workbook><sheets><sheet name='S' id='s'/></sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<x>" + relation("s", "worksheet", "sheet.xml") + relation("t", "sharedStrings", "texts.xml")
                            + "</x>");
            put(zip, "xl/texts.xml", "<sst>" + texts + "</sst>");
            zip.putNextEntry(new ZipEntry("xl/sheet.xml"));
            zip.write(text(beginning));
            for (int i = 0; i < times; i++) {
                zip.write(text(row));
            }
            zip.write(text("</sheetData></worksheet>"));
        }
        return out.toByteArray();
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id='" + id + "' Type='http://x/" + type + "' Target='" + target + "'/>";
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text(content));
    }

    private static Stream<Arguments> workbooks() throws IOException {
        var head = "<worksheet><sheetData><row><c t='str'><v>name</v></c><c t='str'><v>purpose</v></c>"
                + "<c t='str'><v>latency_budget</v></c></row>";
        var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 'lollol'>");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>");
        }
        var words = "<si><t>" + "x".repeat(32_000) + "</t></si>";
        return Stream.of(
                Arguments.of("a workbook of a gigabyte", zipBomb(), 413),
                Arguments.of("a workbook of 100,000 parts", manyParts("p"), 413),
                Arguments.of("a workbook of parts elsewhere", manyParts("../../etc/"), 413),
                Arguments.of(
                        "a thousand million laughs",
                        workbook(laughs + "]>" + head, "<row><c t='str'><v>&a9;</v></c></row>", 1, ""),
                        422),
                Arguments.of(
                        "one long text in all cells",
                        workbook(head, "<row><c t='s'><v>0</v></c></row>", 90_000, words),
                        413),
                Arguments.of(
                        "cells at the right edge", workbook(head, "<row><c r='XFD9'><v>1</v></c></row>", 1, ""), 413),
                Arguments.of("rows without an end", workbook(head, "<row><c><v>1</v></c></row>", 150_000, ""), 413),
                Arguments.of("300,000 empty rows", workbook(head, "<row><c s='1'/></row>", 300_000, ""), 200),
                Arguments.of(
                        "6 million cells",
                        workbook(head, "<row>" + "<c><v>7</v></c>".repeat(100) + "</row>", 60_000, ""),
                        413));
    }

    static Stream<Arguments> files() throws IOException {
        var random = new byte[5 * MB];
        new java.util.Random(1).nextBytes(random);
        return Stream.concat(
                workbooks(),
                Stream.of(
                        Arguments.of("10 million cells", text(HEAD + ("x,".repeat(99) + "x\n").repeat(95_000)), 413),
                        Arguments.of("one line of 19 MB", filled("name,purpose\n", 'x', 19 * MB), 422),
                        Arguments.of("a quote that never ends", filled(HEAD + "\"", 'x', 19 * MB), 422),
                        Arguments.of("quotes only", filled(HEAD, '"', 19 * MB), 200),
                        Arguments.of("19 million columns", filled(HEAD, ',', 19 * MB), 413),
                        Arguments.of("19 million columns in the header", filled("", ',', 19 * MB), 413),
                        Arguments.of("a million named columns", text("name" + ",name".repeat(1_000_000)), 413),
                        Arguments.of("19 million empty lines", filled(HEAD, '\n', 19 * MB), 200),
                        Arguments.of("more rows than are read", text(HEAD + "a,BATCH,\n".repeat(150_000)), 413),
                        Arguments.of("bytes without sense", random, 422),
                        Arguments.of("NUL bytes", filled(HEAD, '\0', 5 * MB), 415),
                        Arguments.of("UTF-16 of half a letter", filled("\u00ff", '\0', 5 * MB + 1), 415),
                        Arguments.of(
                                "EBCDIC", (HEAD + "Robot,CONTROL,40 ms\n").getBytes(Charset.forName("IBM1047")), 422),
                        Arguments.of("doctype", text("<!DOCTYPE lolz [<!ENTITY a \"b\">]><lolz>&a;</lolz>"), 422),
                        Arguments.of("21 MB", filled(HEAD, 'x', 21 * MB), 413)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_refused_in_words_and_the_server_lives_on(String what, byte[] file, int status) throws Exception {
        var answer = server.send(server.request("/api/v1/imports")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(file)));
        assertThat(server.isAlive()).isTrue();
        assertThat(answer.statusCode())
                .as(answer.body().substring(0, Math.min(400, answer.body().length())))
                .isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.body())
                    .contains("\"detail\":\"")
                    .doesNotContain("Exception")
                    .doesNotContain("wrong inside");
        }
        assertThat(server.send(server.request("/api/v1/workloads")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_stream_without_an_end_is_cut_off_at_the_limit() throws Exception {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return given++ < 2_000L * MB ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (given >= 2_000L * MB) {
                    return -1;
                }
                Arrays.fill(bytes, from, from + length, (byte) 'x');
                given += length;
                return length;
            }
        };
        int status;
        try {
            status = server.send(server.request("/api/v1/imports")
                            .header("Content-Type", "text/csv")
                            .POST(BodyPublishers.ofInputStream(() -> endless)))
                    .statusCode();
        } catch (IOException e) {
            // It hung up while we were still sending.
            status = 413;
        }
        assertThat(status).isEqualTo(413);
        assertThat(server.isAlive()).isTrue();
        assertThat(server.send(server.request("/api/v1/workloads")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void many_large_forms_at_once_are_kept_in_files() throws Exception {
        var part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        var body = filled(part + HEAD + "\"", 'x', 24 * MB);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> server.send(server.request("/imports")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
                        .statusCode()));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isBetween(400, 499);
            }
        }
        assertThat(server.isAlive()).isTrue();
    }
}
