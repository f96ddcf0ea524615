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

    /** 200 MB of zeros in 200 kB, and 2,000 entries. */
    private static byte[] zipBomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var zeros = new byte[MB];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
            for (int i = 0; i < 2_000; i++) {
                zip.putNextEntry(new ZipEntry("../../etc/" + i));
            }
        }
        return out.toByteArray();
    }

    static Stream<Arguments> files() throws IOException {
        var random = new byte[5 * MB];
        new java.util.Random(1).nextBytes(random);
        return Stream.of(
                Arguments.of("an inflating workbook", zipBomb(), 415),
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
                Arguments.of("EBCDIC", (HEAD + "Robot,CONTROL,40 ms\n").getBytes(Charset.forName("IBM1047")), 422),
                Arguments.of("doctype", text("<!DOCTYPE lolz [<!ENTITY a \"b\">]><lolz>&a;</lolz>"), 422),
                Arguments.of("21 MB", filled(HEAD, 'x', 21 * MB), 413));
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
