package org.tierwise.web;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in order when it is told to (SIGTERM, Ctrl-C), within {@value #SECONDS} seconds and with exit code
 * 0. What takes longer is cut off, which costs no more than a crash does: what was confirmed is safe, the rest is undone
 * at the next start; the exit code is then 1.
 */
final class Shutdown {
    /** Less than the ten seconds that service managers usually leave before they kill. */
    static final int SECONDS = 9;

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Runs {@code close} when the process is told to end. */
    static void onSignal(Runnable close) {
        // Halting at the end gives the process its own exit code; without it, Java answers 143 to every SIGTERM.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(inTime(close)), "shutdown"));
    }

    /** Waits for the end of the process. */
    static int await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
        return 0;
    }

    /** The exit code of the process. */
    private static int inTime(Runnable close) {
        int[] code = {1};
        var closing = Thread.ofPlatform().daemon().name("closing").start(() -> {
            try {
                close.run();
                code[0] = 0;
            } catch (RuntimeException | LinkageError e) {
                LOG.error("Tierwise did not stop in order; what was confirmed is safe.", e);
            }
        });
        try {
            if (!closing.join(java.time.Duration.ofSeconds(SECONDS))) {
                LOG.warn("Tierwise did not stop within {} s and is cut off; what was confirmed is safe.", SECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt this thread.", e);
        }
        return code[0];
    }
}
