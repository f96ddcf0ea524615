package org.tierwise.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each target with the same few thousand damaged inputs every time; {@code bin/fuzz} looks for others, and longer. */
class FuzzTargetsTest {
    private static final List<String> BITS = List.of(
            "\"",
            "\n",
            ";",
            ",",
            "=",
            "&",
            "%00",
            "\u0000",
            "\uFEFF",
            "-1",
            "1e999",
            "9".repeat(40),
            "null",
            "{}",
            "[]",
            "٣",
            "\uD800",
            "' or 1=1 --",
            "../",
            "<script>");

    @Test
    void inventories() {
        damage("InventoryFuzz", InventoryFuzz::fuzzerTestOneInput, 3_000);
    }

    @Test
    void workbooks() {
        damage("WorkbookFuzz", WorkbookFuzz::fuzzerTestOneInput, 3_000);
    }

    @Test
    void plans() {
        damage("PlanFuzz", PlanFuzz::fuzzerTestOneInput, 600);
    }

    @Test
    void queries() {
        damage("FilterFuzz", FilterFuzz::fuzzerTestOneInput, 600);
    }

    @Test
    void tokens_and_cookies() {
        damage("TokenFuzz", TokenFuzz::fuzzerTestOneInput, 600);
    }

    @Test
    void a_target_that_breaks_is_found() {
        assertThatThrownBy(() -> damage(
                        "TokenFuzz",
                        input -> {
                            if (new String(input, StandardCharsets.UTF_8).contains("null")) {
                                throw new IllegalStateException("found");
                            }
                        },
                        600))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("null");
    }

    private static void damage(String target, Consumer<byte[]> run, int times) {
        var seeds = Objects.requireNonNull(FuzzSeeds.all().get(target));
        var random = new Random(7);
        seeds.forEach(run);
        for (int i = 0; i < times; i++) {
            byte[] input = seeds.get(random.nextInt(seeds.size()));
            for (int change = random.nextInt(4); change >= 0; change--) {
                input = changed(input, random);
            }
            try {
                run.accept(input);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("Broken by: " + new String(input, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(seeds).isNotEmpty();
    }

    private static byte[] changed(byte[] input, Random random) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + random.nextInt(20));
        byte[] put = BITS.get(random.nextInt(BITS.size())).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] flipped = input.clone();
                if (at < flipped.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            case 1 -> joined(Arrays.copyOf(input, at), put, Arrays.copyOfRange(input, at, input.length));
            case 2 -> joined(Arrays.copyOf(input, at), new byte[0], Arrays.copyOfRange(input, end, input.length));
            default ->
                joined(
                        Arrays.copyOf(input, end),
                        Arrays.copyOfRange(input, at, end),
                        Arrays.copyOfRange(input, end, input.length));
        };
    }

    private static byte[] joined(byte[] a, byte[] b, byte[] c) {
        byte[] all = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }
}
