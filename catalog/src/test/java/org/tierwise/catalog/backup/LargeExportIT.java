package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** 100,000 workloads go out and in, in processes whose memory holds a small part of them. */
@Tag("slow")
final class LargeExportIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int WORKLOADS = Integer.getInteger("tierwise.export.workloads", 100_000);
    private static final String HEAP = "-Xmx80m";

    @TempDir
    Path folder;

    /** What the test runs with little memory: "export" or "import", the data folder, the file. */
    public static void main(String[] args) {
        var data = Path.of(args[1]);
        var file = Path.of(args[2]);
        if (args[0].equals("export")) {
            try (var database = Database.openAsIs(data, CLOCK)) {
                BackupFiles.exportAll(database, file, false, new Stamp("test", null));
            }
        } else {
            var restored = new Restore(data, "test", CLOCK).intoFolder(file, false);
            System.out.println(restored.manifest().contents().size());
        }
    }

    @Test
    void memory_does_not_grow_with_the_number_of_rows() throws Exception {
        var data = folder.resolve("data");
        try (var database = Database.openIn(data, CLOCK)) {
            database.tx().writing(ctx -> {
                long room = new WorkspaceRepository(ctx)
                        .insert("large", Workspace.Kind.OWN)
                        .id();
                int rows = ctx.dsl()
                        .execute(
                                "insert into workload (workspace_id, id, source, external_id, name, name_key, search_key,"
                                        + " status, workload_class, rule_id, latency_tier, interactive, warnings, owner_name,"
                                        + " business_unit, model_name, criticality, first_location, location_count,"
                                        + " content_sha256, version, created_at, updated_at) select ?, \"X\", 's', 'e' || \"X\", 'n', 'n',"
                                        + " 'n', 'ACTIVE', 'C', 'R', 'T', true, '', '', '', '', 1, '', 1, '', 1,"
                                        + " current_timestamp, current_timestamp from system_range(1, ?)",
                                room,
                                WORKLOADS);
                rows += ctx.dsl()
                        .execute(
                                "insert into workload_document (workspace_id, workload_id, document) select ?, \"X\","
                                        + " repeat('words ' || \"X\" || ' ', 250) from system_range(1, ?)",
                                room,
                                WORKLOADS);
                assertThat(rows).isEqualTo(2 * WORKLOADS);
            });
        }
        var first = folder.resolve("first.zip");
        var second = folder.resolve("second.zip");
        assertThat(run("export", data, first)).isZero();
        assertThat(run("import", folder.resolve("copy"), first)).isZero();
        assertThat(run("export", folder.resolve("copy"), second)).isZero();
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    private static int run(String what, Path data, Path file) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeExportIT.class.getName(),
                        what,
                        data.toString(),
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        System.out.printf("%s of %d workloads: %.1f s%n", what, WORKLOADS, (System.nanoTime() - begin) / 1e9);
        return code;
    }
}
