package org.tierwise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
    @TempDir
    private Path folder;

    @Test
    void folder_has_its_instances_by_number_and_nothing_else() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("set"));
        for (String name : List.of("p10", "p2", "q1", "os", "README.md", "best-known.csv")) {
            Files.writeString(inner.resolve(name), "1\n2\n3\n4\n5\n6\n7\n8\n9\n1066\n");
        }

        List<Instance> found = Instance.find(folder.toString());

        assertThat(found).extracting(Instance::name).containsExactly("set/p2", "set/p10", "set/q1");
        assertThat(found).extracting(Instance::family).containsExactly("set/p*", "set/p*", "set/q*");
        assertThat(found.get(1).known().bestMicros()).isEqualTo(1_066_000_000);
    }

    @Test
    void best_known_value_and_optimum_come_from_the_table_above() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("set"));
        Files.writeString(
                folder.resolve("best-known.csv"),
                "Path,Format,Optimum,Best known solution value\nset/a,x,261,261\nset/b,x,,97825\n");

        assertThat(BestKnown.of(inner.resolve("a"))).isEqualTo(new BestKnown(261_000_000L, 261_000_000L));
        assertThat(BestKnown.of(inner.resolve("b"))).isEqualTo(new BestKnown(97_825_000_000L, null));
        assertThat(BestKnown.of(inner.resolve("c"))).isEqualTo(BestKnown.NOTHING);
    }

    @Test
    void a_broken_table_of_best_values_is_named() throws IOException {
        Files.writeString(folder.resolve("best-known.csv"), "Path,Optimum\na,lots\n");

        assertThatThrownBy(() -> BestKnown.of(folder.resolve("a")))
                .hasMessageContaining("best-known.csv, line 2: the Optimum (lots) is not a number.");
    }

    @Test
    void what_is_neither_file_nor_spec_is_told() {
        assertThatThrownBy(() -> Instance.find("estat:1"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "There is no file or folder (estat:1), and it begins neither with estate: nor with linear:.");
    }

    @Test
    void spec_without_its_seed_is_the_family() {
        assertThat(Instance.find("estate:3x2x4:0.9:7").getFirst().family()).isEqualTo("estate:3x2x4:0.9");
    }

    @Test
    void a_wrong_spec_names_its_wrong_part() {
        assertThatThrownBy(() -> Spec.parse("estate:3x2:0.9:7")).hasMessageContaining("The size (3x2) of instance");
        assertThatThrownBy(() -> Spec.parse("estate:3x2x0:0.9:7")).hasMessageContaining("size (0) of instance");
        assertThatThrownBy(() -> Spec.parse("estate:3x2x4:0.9")).hasMessageContaining("must look like estate:");
        assertThatThrownBy(() -> Spec.parse("linear:3x4:90:7")).hasMessageContaining("Maybe it is in percent.");
        assertThatThrownBy(() -> Spec.parse("linear:3x4:x:7")).hasMessageContaining("utilisation (x)");
        assertThatThrownBy(() -> Spec.parse("linear:3x4:0.9:-1")).hasMessageContaining("seed (-1)");
        assertThatThrownBy(() -> Spec.parse("estate:9999x9999x4:0.9:1")).hasMessageContaining("1,000,000 slices");
    }
}
