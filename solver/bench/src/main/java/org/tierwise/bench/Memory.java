package org.tierwise.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process as Linux counts it, with what native code takes; elsewhere the peak of our own heap. */
final class Memory {
    private Memory() {}

    /** The most that this process has ever had, in megabytes. */
    static long peakMegabytes() {
        long peak = megabytes(Path.of("/proc/self/status"), "VmHWM:");
        if (peak > 0) {
            return peak;
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .filter(usage -> usage != null)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
    }

    /** What another process has now, in megabytes; 0 where the system does not tell. */
    static long megabytesOf(long process) {
        return megabytes(Path.of("/proc/" + process + "/status"), "VmRSS:");
    }

    private static long megabytes(Path status, String name) {
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
                }
            }
        } catch (IOException e) {
            // The process ended while we looked.
            return 0;
        }
        return 0;
    }
}
