package org.tierwise.web.run;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.EventStream;
import org.tierwise.web.http.Views;

/**
 * Tells browsers how their run is getting on, without being asked. Once a second each run that somebody watches is read
 * and drawn once, however many watch it. Whoever is not allowed to see it any more is cut off within
 * {@value #RECHECK_SECONDS} seconds. Safe for concurrent use.
 */
public final class RunWatch implements AutoCloseable {
    /** As many as were measured to leave pages fast; a page that gets no stream asks every second as it did before. */
    static final int WATCHERS_MAX = 10_000;

    static final int RECHECK_SECONDS = 5;
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(RECHECK_SECONDS);
    /** Something is sent so often at least, so that connections of browsers that have gone are noticed. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final byte[] ENDED = "event: ended\ndata:\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

    private final Runs runs;
    private final Views views;
    private final Access access;
    private final Queue<Watcher> watchers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Thread teller = Thread.ofPlatform().daemon().name("run-watch").unstarted(this::tellUntilClosed);
    private volatile boolean closed;

    public RunWatch(Runs runs, Views views, Access access) {
        this.runs = runs;
        this.views = views;
        this.access = access;
    }

    /** Begins to tell. */
    public void start() {
        teller.start();
    }

    /** A run of a workspace. */
    private record Watched(long workspace, long run) {}

    private static final class Watcher {
        private final EventStream stream;
        private final Watched watched;
        private final Access.Pass pass;
        private long checkedNanos = System.nanoTime();
        private long sentNanos;
        private byte @Nullable [] last;

        Watcher(EventStream stream, Watched watched, Access.Pass pass) {
            this.stream = stream;
            this.watched = watched;
            this.pass = pass;
        }

        void tell(byte[] frame, long now) {
            if (now - sentNanos >= QUIET_NANOS || !Arrays.equals(frame, last)) {
                last = frame;
                sentNanos = now;
                stream.send(frame);
            }
        }
    }

    /** Keeps the browser informed about a run that is open; one that has ended is told so at once. */
    void watch(Context ctx, long workspace, Runs.Run run) {
        if (closed || count.get() >= WATCHERS_MAX) {
            throw new HttpResponseException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many pages are being kept up to date. This one asks by itself every second instead.",
                    Map.of());
        }
        var watched = new Watched(workspace, run.id());
        var pass = access.pass(ctx);
        EventStream.answer(ctx, stream -> {
            var watcher = new Watcher(stream, watched, pass);
            count.incrementAndGet();
            watchers.add(watcher);
            tell(watcher, frame(run), System.nanoTime());
            if (closed) {
                stream.close();
            }
        });
    }

    /** How many browsers are listening. */
    public int watchers() {
        return count.get();
    }

    private void tellUntilClosed() {
        while (!closed) {
            long began = System.nanoTime();
            try {
                tellAll(began);
            } catch (StorageException e) {
                // Pages that hear nothing ask by themselves, and are told then what is wrong.
                LOG.debug("The progress of runs cannot be read: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Telling the progress of runs failed; it goes on in a second.", e);
            }
            LockSupport.parkNanos(Math.max(TICK_NANOS / 10, TICK_NANOS - (System.nanoTime() - began)));
        }
        for (var left = watchers.poll(); left != null; left = watchers.poll()) {
            left.stream.close();
        }
    }

    private void tellAll(long now) {
        removeGone();
        var frames = new HashMap<Watched, byte[]>();
        var allowed = new HashMap<Access.Pass, Boolean>();
        for (var watched : watchers.stream().map(w -> w.watched).collect(Collectors.toSet())) {
            frames.put(
                    watched,
                    runs.find(watched.workspace(), watched.run())
                            .filter(Runs.Run::open)
                            .map(this::frame)
                            .orElse(ENDED));
        }
        for (var watcher : watchers) {
            if (now - watcher.checkedNanos >= RECHECK_NANOS) {
                watcher.checkedNanos = now;
                if (!allowed.computeIfAbsent(watcher.pass, access::isValid)) {
                    watcher.stream.close();
                    continue;
                }
            }
            // One that came after the runs were read has its turn in a second.
            Optional.ofNullable(frames.get(watcher.watched)).ifPresent(frame -> tell(watcher, frame, now));
        }
    }

    private static void tell(Watcher watcher, byte[] frame, long now) {
        if (frame == ENDED) {
            watcher.stream.end(frame);
        } else {
            watcher.tell(frame, now);
        }
    }

    private void removeGone() {
        for (var each = watchers.iterator(); each.hasNext(); ) {
            if (each.next().stream.isOver()) {
                each.remove();
                count.decrementAndGet();
            }
        }
    }

    private byte[] frame(Runs.Run run) {
        if (!run.open()) {
            return ENDED;
        }
        var html = views.part("run/show :: progress", Map.of("r", RunView.of(run)));
        return html.lines()
                .map(line -> "data: " + line + "\n")
                .collect(Collectors.joining("", "event: progress\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Lets go of all browsers, so that a stop need not wait for them. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(teller);
        try {
            teller.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
    }
}
