package org.tierwise.catalog.testing;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** A disk of some megabytes in memory, to be filled and emptied. Only root may make one. */
public final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTE = 1024 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on an empty folder; elsewhere the test is skipped with a message. */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var options = "size=" + megabytes + "m,mode=0700";
        boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tierwise-test", folder.toString());
        Assumptions.assumeTrue(mounted, "A disk that can be filled needs a Linux on which this user may mount tmpfs.");
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Writes a file until so much is free. */
    public void fillUpTo(int freeMegabytes) throws IOException {
        long excess = Files.getFileStore(folder).getUsableSpace() - (long) freeMegabytes * MEGABYTE;
        var block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 1);
        try (var out = Files.newOutputStream(ballast(), CREATE, APPEND)) {
            for (long written = 0; written + block.length <= excess; written += block.length) {
                out.write(block);
            }
        }
    }

    /** Removes what {@link #fillUpTo} wrote. */
    public void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
            throw new IOException(folder + " stays mounted.");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // No such program: not Linux.
            return false;
        }
    }
}
