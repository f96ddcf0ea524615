package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes in, an import answers in time with rows or with words. Seeded, so that a failure can be repeated. */
class RandomFilesTest {
    private static final String[] PIECES = {
        "id",
        "name",
        "purpose",
        "latency_budget",
        "user_location",
        "peak load",
        "sla",
        "outage cost",
        "context_tokens",
        "chat",
        "1.500",
        "1,5",
        "99.9%",
        "€ 12k",
        "-5 ms",
        "Berlin:50%; Madrid:50%",
        "48.1,11.6",
        "Kraków",
        "'=1+2",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        ",",
        ",",
        ",",
        ";",
        "\t",
        "|",
        "   ",
        "NaN",
        "1e999",
        "∞",
        "²",
        "١٢٣",
        "💡",
        "\uFEFF",
        "sep=;",
        "<",
        "≤",
        ":",
        "()",
        "(((((",
        "Valencia",
        "%",
        "0x1F",
        "9".repeat(120),
        ".",
        "-",
        "EUR",
        "k",
    };

    @Test
    void random_bytes_and_random_cells_give_rows_or_words_in_bounded_time() {
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            var random = new Random(20_261_121);
            int read = 0;
            for (int i = 0; i < 3_000; i++) {
                read += importAndWrite(i % 3 == 0 ? bytes(random) : text(random)) ? 1 : 0;
            }
            assertThat(read)
                    .as("files that were read, so that the cells are tested too")
                    .isGreaterThan(500);
        });
    }

    private static boolean importAndWrite(byte[] bytes) throws IOException {
        try {
            var preview = ShippedImport.IMPORT.read(bytes, ImportOptions.DEFAULT);
            new RejectedFile().writeAnnotated(preview, new ByteArrayOutputStream());
            ShippedImport.CLASSIFIED.write(preview, new ByteArrayOutputStream());
            return true;
        } catch (InventoryException e) {
            assertThat(e.getMessage()).endsWith(e.remedy());
            return false;
        }
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(Random random) {
        var text = new StringBuilder(
                random.nextBoolean() ? "id,name,purpose,latency_budget,user_location,peak load,sla\n" : "");
        int pieces = random.nextInt(200);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            text.append(random.nextInt(3) == 0 ? "," : "");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("slow")
    void a_hundred_thousand_rows_are_read_in_bounded_time() {
        var text = new StringBuilder("id,name,purpose,latency_budget,user_location,peak load,model,sla\n");
        for (int i = 0; i < InventoryReader.MOST_ROWS; i++) {
            text.append(i)
                    .append(",workload ")
                    .append(i)
                    .append(",chat,")
                    .append(i % 900 + 1)
                    .append(" ms,Berlin:60%; Sttutgart")
                    .append(i % 500)
                    .append(":40%,12 rps,Llama 3.1 8B,99.9%\n");
        }
        var preview = assertTimeoutPreemptively(Duration.ofSeconds(120), () -> ShippedImport.read(text.toString()));

        assertThat(preview.rows()).hasSize(InventoryReader.MOST_ROWS);
    }
}
