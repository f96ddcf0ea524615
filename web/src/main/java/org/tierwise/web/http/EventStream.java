package org.tierwise.web.http;

import io.javalin.http.Context;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One browser that listens to server-sent events (WHATWG HTML, section 9.2). No thread waits for it: what it cannot take
 * yet is kept until it can, and of several frames only the newest, so that a slow reader costs one frame of memory and
 * sees what is true now. Safe for concurrent use.
 */
public final class EventStream {
    /** Frames are larger and go out as they are, without a buffer for each connection. */
    private static final int BUFFER_BYTES = 512;

    private final ServletOutputStream out;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private byte @Nullable [] pending;
    private boolean flushing;
    private boolean closing;

    private EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /**
     * Answers a request with a stream that stays open.
     *
     * @param opened is given the stream as soon as frames can be sent
     */
    public static void answer(Context ctx, Consumer<EventStream> opened) {
        ctx.contentType("text/event-stream; charset=utf-8");
        // Proxies such as nginx would keep frames until they have some kilobytes.
        ctx.header("X-Accel-Buffering", "no");
        ctx.res().setBufferSize(BUFFER_BYTES);
        ctx.future(() -> {
            try {
                var async = ctx.req().getAsyncContext();
                async.setTimeout(0);
                var stream = new EventStream(ctx.res().getOutputStream());
                async.addListener(stream.new Gone());
                stream.out.setWriteListener(stream.new Writer());
                opened.accept(stream);
                return stream.ended;
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    /** Sends a frame, which replaces one that could not be sent yet. */
    public synchronized void send(byte[] frame) {
        if (!closing) {
            pending = frame;
            proceed();
        }
    }

    /** Sends a last frame and ends the stream; no other follows. */
    public synchronized void end(byte[] frame) {
        send(frame);
        closing = true;
        proceed();
    }

    /** Ends the stream; what could not be sent yet is dropped. */
    public synchronized void close() {
        closing = true;
        pending = null;
        ended.complete(null);
    }

    /** True once it has ended, or the browser has gone. */
    public boolean isOver() {
        return ended.isDone();
    }

    /** Writes as far as the connection takes it; it calls again when it takes more. */
    private synchronized void proceed() {
        try {
            while (!ended.isDone() && out.isReady()) {
                var frame = pending;
                if (frame != null) {
                    pending = null;
                    flushing = true;
                    out.write(frame);
                } else if (flushing) {
                    flushing = false;
                    out.flush();
                } else {
                    if (closing) {
                        ended.complete(null);
                    }
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The browser has gone, as they do.
            close();
        }
    }

    private final class Writer implements WriteListener {
        @Override
        public void onWritePossible() {
            proceed();
        }

        @Override
        public void onError(Throwable e) {
            close();
        }
    }

    private final class Gone implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            close();
        }

        @Override
        public void onError(AsyncEvent event) {
            close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It stays as it is.
        }
    }
}
