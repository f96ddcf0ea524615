package org.tierwise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
    /** Items cost 1 at the first agent, which has room for one of them, and 3 at the second: 4 is the optimum. */
    private static final String TWO_ITEMS = "2 2\n1 1\n3 3\n5 5\n5 5\n5 9\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void each_contender_has_a_line_in_the_report_and_in_the_table() throws IOException {
        Path file = Files.writeString(folder.resolve("a1"), TWO_ITEMS);
        Path csv = folder.resolve("lines.csv");

        int code = bench(file.toString(), "--seconds", "1", "--peers", "all", "--csv", csv.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(8);
        assertThat(lines)
                .filteredOn(line -> line.contains("cp-sat,\"2 workers, cold\",4,0,4,0.000000,"))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.contains("scip,\"2 threads, warm hint\",4,0,4,"))
                .hasSize(1);
        assertThat(out.toString()).contains("timefold-default (out of the box, 1 thread)", "glop (LP bound, 1 thread)");
        assertThat(out.toString()).doesNotContain("INVALID", "UNSOUND");
    }

    @Test
    void a_bound_above_a_known_plan_fails_the_run() throws IOException {
        Path file = Files.writeString(folder.resolve("a1"), TWO_ITEMS);
        Files.writeString(folder.resolve("best-known.csv"), "Path,Optimum,Best known solution value\na1,1,1\n");

        int code = bench(file.toString(), "--seconds", "1");

        assertThat(out.toString()).contains("UNSOUND BOUND");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void a_broken_file_ends_the_run_with_its_line() throws IOException {
        Path file = Files.writeString(folder.resolve("a1"), TWO_ITEMS.replace("3 3", "3 x"));

        assertThat(bench(file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("a1, line 3: the cost of item 1 at agent 1 (x) is not a number.");
    }

    @Test
    void an_unknown_peer_is_told() {
        assertThat(bench("linear:2x2:0.9:1", "--peers", "gurobi")).isEqualTo(2);
        assertThat(err.toString()).contains("--peers (gurobi) is no peer. There are cp-sat, scip, glop,");
    }

    private int bench(String... arguments) {
        return Bench.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
