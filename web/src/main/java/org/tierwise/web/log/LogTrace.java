package org.tierwise.web.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The trace of an exception, line by line: what it was, where it was thrown, what caused it. */
final class LogTrace {
    /** A chain of causes longer than this is a loop. */
    private static final int DEPTH_MAX = 20;

    private LogTrace() {}

    static List<String> lines(IThrowableProxy thrown) {
        var lines = new ArrayList<String>();
        add(lines, "", thrown, 0);
        return lines;
    }

    private static void add(List<String> lines, String label, IThrowableProxy thrown, int depth) {
        var message = thrown.getMessage();
        lines.add(label + thrown.getClassName() + (message == null ? "" : ": " + message));
        var steps = thrown.getStackTraceElementProxyArray();
        int shown = steps.length - thrown.getCommonFrames();
        Arrays.stream(steps).limit(shown).forEach(step -> lines.add("  " + step.getSTEAsString()));
        if (depth == DEPTH_MAX) {
            return;
        }
        for (var suppressed : thrown.getSuppressed()) {
            add(lines, "suppressed: ", suppressed, depth + 1);
        }
        if (thrown.getCause() != null) {
            add(lines, "caused by: ", thrown.getCause(), depth + 1);
        }
    }
}
