package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes while clients write: the file system of the data folder, an image of its own, is shut down without
 * writing its caches, and mounted again. Nothing that was confirmed before is lost. {@code -Dtierwise.cuts=60} for the
 * long loop. Needs root, loop devices and python3; skipped elsewhere.
 */
final class PowerCutIT {
    private static final int CUTS = Integer.getInteger("tierwise.cuts", 1);
    private static final int CLIENTS = 8;

    /** EXT4_IOC_SHUTDOWN without a flush of the journal: what was not forced to the disk is gone. */
    private static final String CUT = "import fcntl, os, struct, sys\n"
            + "fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";

    @TempDir
    Path folder;

    @Test
    void nothing_confirmed_is_lost_when_the_power_goes() throws IOException {
        var image = folder.resolve("disk.img");
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                runs("truncate", "-s", "600M", image.toString())
                        && runs("mkfs.ext4", "-q", "-F", image.toString())
                        && runs("python3", "-c", "import fcntl")
                        && mount(image, disk),
                "The power-cut test needs root, loop devices, mkfs.ext4 and python3; it is skipped.");
        var random = new Random(3);
        int port = PostgresServer.freePort();
        long confirmed = 0;
        int rows = 0;
        Writers before = null;
        long cutAt = 0;
        try {
            for (int cut = 0; cut <= CUTS; cut++) {
                try (var app = AppProcess.onFile(disk.resolve("data"), port)) {
                    var program = app.signedIn();
                    rows += before == null ? 0 : before.verify(program, cutAt);
                    if (cut < CUTS) {
                        before = new Writers("c" + cut, program).start(CLIENTS);
                        TakeoverIT.sleep(500 + random.nextInt(1_500));
                        cutAt = System.nanoTime();
                        assertThat(runs("python3", "-c", CUT, disk.toString())).isTrue();
                        TakeoverIT.sleep(200);
                        app.kill();
                        before.end();
                        confirmed += before.confirmed();
                    }
                }
                assertThat(runs("umount", disk.toString())).isTrue();
                assertThat(mount(image, disk)).isTrue();
            }
        } finally {
            boolean unused = runs("umount", disk.toString());
        }
        System.out.printf(Locale.ROOT, "%d power cuts: %d changes confirmed, %d rows as told%n", CUTS, confirmed, rows);
        assertThat(confirmed).isPositive();
    }

    private static boolean mount(Path image, Path disk) {
        return runs("mount", "-o", "loop", image.toString(), disk.toString());
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
