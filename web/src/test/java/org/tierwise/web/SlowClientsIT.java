package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold their connections open and send next to nothing do not keep pages from others. */
@Tag("slow")
class SlowClientsIT {
    private static final int CONNECTIONS = Integer.getInteger("tierwise.slowClients", 4_000);
    private static final int PAGES = 300;

    @TempDir
    static Path folder;

    @Test
    void pages_are_answered_while_thousands_of_connections_are_held_open() throws Exception {
        try (var server = ChildServer.start(folder, "-Xmx512m")) {
            var alone = millisOfPages(server);
            var held = new ArrayList<Socket>();
            try {
                var started = System.nanoTime();
                for (int i = 0; i < CONNECTIONS; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    var beginning = i % 2 == 0
                            ? "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
                            : "POST /theme HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\n";
                    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                    held.add(socket);
                }
                long connected = (System.nanoTime() - started) / 1_000_000;
                var under = millisOfPages(server);
                System.out.printf(
                        "%d slow connections (made in %d ms): page median %d ms, p99 %d ms; before %d and %d ms; %d MB"
                                + " resident%n",
                        CONNECTIONS,
                        connected,
                        under.get(PAGES / 2),
                        under.get(PAGES * 99 / 100),
                        alone.get(PAGES / 2),
                        alone.get(PAGES * 99 / 100),
                        server.peakMegabytes());
                assertThat(under.get(PAGES * 99 / 100)).isLessThan(Math.max(100, 3 * alone.get(PAGES * 99 / 100)));
                assertThat(server.peakMegabytes()).isLessThan(1_500);
            } finally {
                for (var socket : held) {
                    socket.close();
                }
            }
        }
    }

    private static List<Long> millisOfPages(ChildServer server) throws IOException, InterruptedException {
        var millis = new ArrayList<Long>();
        for (int i = 0; i < PAGES; i++) {
            var started = System.nanoTime();
            assertThat(server.send(server.request("/workloads")).statusCode()).isEqualTo(200);
            millis.add((System.nanoTime() - started) / 1_000_000);
        }
        Collections.sort(millis);
        return millis;
    }
}
