package org.tierwise.web.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.tierwise.solver.placement.Progress;
import org.tierwise.solver.placement.ProgressListener;

/** One line of progress that overwrites itself, for a person at a terminal only. */
final class ProgressLine implements ProgressListener {
    private final PrintWriter err;

    private ProgressLine(PrintWriter err) {
        this.err = err;
    }

    static ProgressListener on(PrintWriter err) {
        return isTerminal() ? new ProgressLine(err) : ProgressListener.SILENT;
    }

    @Override
    public void progressed(Progress progress) {
        var words = progress.phase().name().toLowerCase(Locale.ROOT);
        err.print(String.format(
                Locale.ROOT,
                "\r%-12s %4d s   USD %,.2f a month, %d placed, %d unplaced%s   ",
                words,
                progress.elapsed().toSeconds(),
                progress.bestCost().usd(),
                progress.placed(),
                progress.unplaced(),
                proven(progress)));
        if (progress.phase() == Progress.Phase.WRITING) {
            err.println();
        }
        err.flush();
    }

    private static String proven(Progress progress) {
        var proven = progress.provenCost();
        return proven == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", at most USD %,.2f too dear",
                        progress.bestCost().minus(proven).usd());
    }

    /** Since Java 22 there is a console even without a terminal, and a method that tells them apart. */
    static boolean isTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
