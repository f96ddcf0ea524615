package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.fault.Estates;
import org.tierwise.web.fault.PostgresServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Thousands of browsers watch a run while others work: {@code -Dtierwise.watchers=10000}, the most that one instance
 * takes. Each must hear every second, and pages stay fast.
 */
@Tag("slow")
class WatchersIT {
    private static final int WATCHERS = Integer.getInteger("tierwise.watchers", 10_000);
    private static final int PAGES = 300;
    private static final long MEMORY_MEGABYTES_MAX = 1_500;
    private static final long PAUSE_MILLIS = 25;
    /** So many come at once, and then the next; a page of 10,000 people opens in half a minute. */
    private static final int BATCH = 100;

    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** What does not change is told every three seconds, all else every second. */
    private static final long GAP_MILLIS_MAX = 6_000;

    private static final String HEAP = "-Xmx1g";

    @TempDir
    Path folder;

    @Test
    void every_watcher_hears_every_second_while_a_search_takes_all_cores() throws Exception {
        try (var server = ChildServer.start(folder, HEAP)) {
            watch(server);
        }
    }

    @Test
    void every_watcher_hears_on_of_a_run_that_waits_where_others_do_the_runs() throws Exception {
        try (var database = new PostgresServer(folder.resolve("postgres"));
                var server = ChildServer.start(
                        folder.resolve("data"), List.of(HEAP), List.of("--no-runs", "--database", database.url()))) {
            watch(server);
        }
    }

    private static void watch(ChildServer server) throws Exception {
        var run = startedRun(server);
        // The first pages of a process are slow; they are not what is compared.
        assertThat(millisOfPages(server)).hasSize(PAGES);
        var alone = millisOfPages(server);
        try (var watchers = new Watchers(server, "/runs/" + run + "/events")) {
            watchers.connect(WATCHERS);
            var thread = Thread.ofPlatform().start(watchers::listen);
            TimeUnit.SECONDS.sleep(10);
            watchers.forget();
            var under = millisOfPages(server);
            TimeUnit.SECONDS.sleep(10);
            watchers.stop();
            thread.join();

            var gaps = watchers.gapMillis();
            System.out.printf(
                    Locale.ROOT,
                    "%d watchers, connected in %d ms: %d frames, between two p50 %d, p99 %d, longest %d ms; page"
                            + " p50 %d, p99 %d ms; before %d and %d ms; %d MB resident%n",
                    WATCHERS,
                    watchers.connectedMillis(),
                    gaps.size(),
                    at(gaps, 50),
                    at(gaps, 99),
                    gaps.getLast(),
                    at(under, 50),
                    at(under, 99),
                    at(alone, 50),
                    at(alone, 99),
                    server.peakMegabytes());
            assertThat(watchers.listening()).isEqualTo(WATCHERS);
            assertThat(at(gaps, 99)).as("ms from frame to frame").isLessThan(GAP_MILLIS_MAX);
            assertThat(server.peakMegabytes()).isLessThan(MEMORY_MEGABYTES_MAX);
        }
    }

    private static String startedRun(ChildServer server) throws IOException, InterruptedException {
        send(server, "/api/v1/imports?dry_run=false", "text/csv", Estates.rivals(60));
        return send(server, "/api/v1/solves", "application/json", "{\"seconds\": 600}")
                .path("id")
                .asString();
    }

    private static tools.jackson.databind.JsonNode send(ChildServer server, String path, String type, String body)
            throws IOException, InterruptedException {
        var answer =
                server.send(server.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private static List<Long> millisOfPages(ChildServer server) throws IOException, InterruptedException {
        var millis = new ArrayList<Long>();
        for (int i = 0; i < PAGES; i++) {
            long began = System.nanoTime();
            assertThat(server.send(server.request("/workloads")).statusCode()).isEqualTo(200);
            millis.add((System.nanoTime() - began) / 1_000_000);
            // People read.
            Thread.sleep(PAUSE_MILLIS);
        }
        Collections.sort(millis);
        return millis;
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** Many connections, read by one thread. */
    private static final class Watchers implements AutoCloseable {
        private static final byte[] FRAME = "event: progress".getBytes(StandardCharsets.US_ASCII);

        private final ChildServer server;
        private final String path;
        private final Selector selector;
        private final List<Watcher> all = new ArrayList<>();
        private final List<Long> gaps = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean stopped = new AtomicBoolean();
        private long connectedMillis;

        private static final class Watcher {
            private final SocketChannel channel;
            private long heardNanos;
            private int matched;
            private boolean over;

            Watcher(SocketChannel channel) {
                this.channel = channel;
            }
        }

        Watchers(ChildServer server, String path) throws IOException {
            this.server = server;
            this.path = path;
            selector = Selector.open();
        }

        void connect(int count) throws IOException {
            long began = System.nanoTime();
            var request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nCookie: "
                            + server.cookie() + "\r\nAccept: text/event-stream\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            for (int i = 0; i < count; i++) {
                var channel = SocketChannel.open(address);
                assertThat(channel.write(ByteBuffer.wrap(request))).isEqualTo(request.length);
                channel.configureBlocking(false);
                var watcher = new Watcher(channel);
                all.add(watcher);
                channel.register(selector, SelectionKey.OP_READ, watcher);
                if (i % BATCH == BATCH - 1) {
                    LockSupport.parkNanos(BATCH_NANOS);
                }
            }
            connectedMillis = (System.nanoTime() - began) / 1_000_000;
        }

        void listen() {
            var buffer = ByteBuffer.allocate(64 * 1024);
            try {
                while (!stopped.get()) {
                    selector.select(100);
                    for (var key : selector.selectedKeys()) {
                        read((Watcher) key.attachment(), key, buffer);
                    }
                    selector.selectedKeys().clear();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void read(Watcher watcher, SelectionKey key, ByteBuffer buffer) throws IOException {
            buffer.clear();
            if (watcher.channel.read(buffer) < 0) {
                watcher.over = true;
                key.cancel();
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                watcher.matched = next == FRAME[watcher.matched] ? watcher.matched + 1 : next == FRAME[0] ? 1 : 0;
                if (watcher.matched == FRAME.length) {
                    watcher.matched = 0;
                    long now = System.nanoTime();
                    if (watcher.heardNanos > 0) {
                        gaps.add((now - watcher.heardNanos) / 1_000_000);
                    }
                    watcher.heardNanos = now;
                }
            }
        }

        /** What was heard while they still connected does not count. */
        void forget() {
            gaps.clear();
        }

        void stop() {
            stopped.set(true);
        }

        long listening() {
            return all.stream().filter(w -> !w.over && w.heardNanos > 0).count();
        }

        long connectedMillis() {
            return connectedMillis;
        }

        List<Long> gapMillis() {
            var sorted = new ArrayList<>(gaps);
            Collections.sort(sorted);
            return sorted;
        }

        @Override
        public void close() throws IOException {
            for (var watcher : all) {
                watcher.channel.close();
            }
            selector.close();
        }
    }
}
