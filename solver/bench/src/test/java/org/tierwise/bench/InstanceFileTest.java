package org.tierwise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.solver.model.PlacementModel;

class InstanceFileTest {
    @TempDir
    private Path folder;

    @Test
    void assignment_file_has_costs_then_weights_then_capacities() throws IOException {
        PlacementModel model = read("a", """
                2 3
                 10 20 30
                 40 50 60
                 1 2 3
                 4 5 6
                 7 8
                """);

        assertThat(model.poolCapacity).containsExactly(7, 8);
        assertThat(model.groups).isEqualTo(3);
        assertThat(costAt(model, 2, 0)).isEqualTo(30_000_000);
        assertThat(weightAt(model, 2, 0)).isEqualTo(3);
        assertThat(costAt(model, 0, 1)).isEqualTo(40_000_000);
        assertThat(weightAt(model, 0, 1)).isEqualTo(4);
        assertThat(model.openingCosts).isFalse();
    }

    @Test
    void location_file_has_capacities_then_opening_costs_then_demands_then_a_row_an_item() throws IOException {
        PlacementModel model = read("p1", """
                2 3
                10 11
                100.000000 200.5
                1 2 3
                1 2
                3 4
                5 6
                """);

        assertThat(model.poolCapacity).containsExactly(10, 11);
        assertThat(model.siteOpenMicros).containsExactly(100_000_000, 200_500_000);
        assertThat(costAt(model, 2, 0)).isEqualTo(5_000_000);
        assertThat(weightAt(model, 2, 0)).isEqualTo(3);
        assertThat(weightAt(model, 2, 1)).isEqualTo(3);
    }

    @Test
    void two_by_two_is_a_location_problem_where_best_values_of_such_are_beside_it() throws IOException {
        String text = "2 2\n1 2\n3 4\n5 6\n7 8\n9 10\n";

        assertThat(read("p1", text).openingCosts).isFalse();
        Files.writeString(folder.resolve("os"), "1\n");
        assertThat(read("p1", text).openingCosts).isTrue();
    }

    @Test
    void sparse_file_names_the_sites_of_each_item_in_any_order() throws IOException {
        PlacementModel model = read("x.sgap", """
                2 3
                5 6 7
                2 2 30 3 0 10 1
                1 1 20 2
                100 0 300
                """);

        assertThat(model.options).isEqualTo(3);
        assertThat(costAt(model, 0, 0)).isEqualTo(10_000_000);
        assertThat(weightAt(model, 0, 2)).isEqualTo(3);
        assertThat(model.optionAtPool(1, 0)).isEqualTo(-1);
        assertThat(model.siteOpenMicros).containsExactly(100_000_000, 0, 300_000_000);
    }

    @Test
    void sparse_file_may_do_without_opening_costs() throws IOException {
        assertThat(read("x.sgap", "1 1\n5\n1 0 10 1\n").openingCosts).isFalse();
    }

    @Test
    void an_error_names_file_line_and_value() {
        assertThatThrownBy(() -> read("a", "2 3\n1 2 3 4 5 6\n1 2 x 4 5 6\n7 8\n"))
                .isInstanceOf(BadInput.class)
                .hasMessage(folder.resolve("a") + ", line 3: the weight of item 2 at agent 0 (x) is not a number.");
        assertThatThrownBy(() -> read("a", "2 3\n1 2 3 4 5 6\n1 2 3 4 5 6\n7 -8\n"))
                .hasMessageContaining("line 4: the capacity of agent 1 (-8) must be between 0 and ");
        assertThatThrownBy(() -> read("a", "2 3\n1 2 3 4 5 6\n1 2.5 3 4 5 6\n7 8\n"))
                .hasMessageContaining("line 3: the weight of item 1 at agent 0 (2.5) is not a whole number.");
        assertThatThrownBy(() -> read("a", "2 3\n1 2 3 4 5 1e9\n1 2 3 4 5 6\n7 8\n"))
                .hasMessageContaining("line 2: the cost of item 2 at agent 1 (1e9) is not a number.");
        assertThatThrownBy(() -> read("a", "2 3\n1 2 3 4\n"))
                .hasMessage(folder.resolve("a") + " has 6 numbers. With (2) and (3) in its first line it needs 16 as a"
                        + " generalised assignment problem, or 15 as a facility location problem.");
        assertThatThrownBy(() -> read("a", ""))
                .hasMessageContaining("line 1: the file ends before the number of agents");
        assertThatThrownBy(() -> InstanceFile.read(folder.resolve("none"))).hasMessageContaining("none cannot be read");
    }

    @Test
    void a_sparse_error_is_told_where_the_line_is_wrong() {
        assertThatThrownBy(() -> read("x.sgap", "1 2\n5\n1 0 10 1\n"))
                .hasMessageContaining("line 2: the line ends before the capacity of site 1.");
        assertThatThrownBy(() -> read("x.sgap", "2 1\n5\n1 0 10\n1 0 10 1\n"))
                .hasMessageContaining("line 3: the line ends before the weight of item 0 at site 0.");
        assertThatThrownBy(() -> read("x.sgap", "2 1\n5\n1 0 10 1 9\n1 0 10 1\n"))
                .hasMessageContaining("line 3: (9) is too much; the line should end after the last site of item 0.");
        assertThatThrownBy(() -> read("x.sgap", "1 2\n5 5\n2 1 10 1 1 9 9\n"))
                .hasMessageContaining("line 3: the site of item 0 (1) is there twice.");
        assertThatThrownBy(() -> read("x.sgap", "1 2\n5 5\n1 2 10 1\n"))
                .hasMessageContaining("line 3: the site of item 0 (2) must be between 0 and 1.");
        assertThatThrownBy(() -> read("x.sgap", "1 1\n5\n1 0 10 1\n7 7\n"))
                .hasMessageContaining("line 4: (7) is too much; the file should end");
    }

    private PlacementModel read(String name, String text) throws IOException {
        return InstanceFile.read(Files.writeString(folder.resolve(name), text));
    }

    private static long costAt(PlacementModel model, int item, int pool) {
        return model.optionMicros[model.optionAtPool(item, pool)];
    }

    private static int weightAt(PlacementModel model, int item, int pool) {
        return model.cellAccelerators[model.optionCell[model.optionAtPool(item, pool)]];
    }
}
