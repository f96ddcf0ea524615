package org.tierwise.solver.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.bound.LowerBound;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.TinyModels;
import org.tierwise.solver.search.ModelLimits;
import org.tierwise.solver.search.ModelSolver;
import org.tierwise.solver.search.ModelWatch;

class CertificateTest {
    @Test
    void a_certificate_of_any_model_reads_back_equal_and_writes_the_same_bytes() {
        for (long seed = 0; seed < 500; seed++) {
            var certificate = certificate(seed);
            byte[] bytes = CertificateWriter.write(certificate);
            var read = CertificateReader.read(bytes);
            assertThat(CertificateWriter.write(read)).as("seed " + seed).isEqualTo(bytes);
            assertThat(read.model()).usingRecursiveComparison().isEqualTo(certificate.model());
            assertThat(read.chosen()).isEqualTo(certificate.chosen());
            assertThat(read.multipliers()).isEqualTo(certificate.multipliers());
            assertThat(read.boundMicros()).isEqualTo(certificate.boundMicros());
            assertThat(read.sliceIds()).isEqualTo(certificate.sliceIds());
            assertThat(CertificateText.write(CertificateText.read(CertificateText.write(certificate))))
                    .isEqualTo(CertificateText.write(certificate));
        }
    }

    @Test
    void counting_from_scratch_agrees_with_the_search_and_with_trying_every_plan() {
        for (long seed = 0; seed < 500; seed++) {
            var certificate = certificate(seed);
            var recount = new Recount(certificate);
            assertThat(recount.objectiveMicros)
                    .as("seed " + seed)
                    .isEqualTo(BruteForce.micros(certificate.model(), certificate.chosen()));
            assertThat(LowerBound.of(
                            certificate.model(),
                            certificate.multipliers(),
                            recount.unplacedWeight - recount.withoutOptions))
                    .isGreaterThanOrEqualTo(certificate.boundMicros());
        }
    }

    @Test
    void bytes_that_are_no_certificate_are_refused_and_never_fail_otherwise() {
        var random = new Random(7);
        for (long seed = 0; seed < 200; seed++) {
            byte[] bytes = CertificateWriter.write(certificate(seed));
            for (int i = 0; i < 50; i++) {
                byte[] changed = bytes.clone();
                changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                byte[] cut = random.nextBoolean() ? Arrays.copyOf(changed, random.nextInt(bytes.length)) : changed;
                try {
                    assertThat(CertificateReader.read(cut).model().options).isNotNegative();
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
        assertThatThrownBy(() -> CertificateText.read("H4sIAAAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CertificateText.read("no text of ours")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Certificate certificate(long seed) {
        var model = TinyModels.of(seed);
        var answer = ModelSolver.solve(model, ModelLimits.ofSteps(50), seed, ModelWatch.NONE);
        return new Certificate(
                model,
                names(model.slices, "straße-"),
                names(model.pools, "pool/"),
                answer.option(),
                beside(model, answer.option(), new Random(seed)),
                answer.multipliers(),
                answer.lowerBoundMicros());
    }

    private static long[] beside(PlacementModel model, int[] chosen, Random random) {
        return IntStream.range(0, model.slices)
                .mapToLong(slice -> chosen[slice] < 0 ? 0 : model.optionMicros[chosen[slice]] / (1 + random.nextInt(4)))
                .toArray();
    }

    private static java.util.List<String> names(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
