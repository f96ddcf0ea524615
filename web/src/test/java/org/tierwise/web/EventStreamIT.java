package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tierwise.web.http.EventStream;

@Timeout(60)
class EventStreamIT {
    private static final int FRAMES = 200;
    private static final String LARGE = "x".repeat(1_000_000);

    private final LinkedBlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
    private final Javalin server = Javalin.create(
                    config -> config.routes.get("/", ctx -> EventStream.answer(ctx, streams::add)))
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void who_does_not_read_holds_nobody_up_and_later_gets_what_is_newest() throws Exception {
        try (var socket = connect()) {
            var stream = stream();
            for (int i = 0; i < FRAMES; i++) {
                stream.send(frame(i));
            }
            stream.end(frame(FRAMES));

            int seen = 0;
            int last = -1;
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (last < FRAMES) {
                var line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("data: ")) {
                    int number = Integer.parseInt(line.substring("data: ".length(), line.indexOf(' ', 7)));
                    assertThat(number).isGreaterThan(last);
                    last = number;
                    seen++;
                }
            }
            assertThat(seen).as("frames, of 200 MB that were sent").isLessThan(FRAMES / 2);
            awaitOver(stream);
        }
    }

    @Test
    void a_browser_that_has_gone_is_noticed() throws Exception {
        var socket = connect();
        var stream = stream();
        socket.close();
        while (!stream.isOver()) {
            stream.send(frame(1));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        stream.send(frame(2));
        stream.close();
    }

    private static void awaitOver(EventStream stream) {
        while (!stream.isOver()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static byte[] frame(int number) {
        return ("data: " + number + " " + LARGE + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private EventStream stream() throws InterruptedException {
        return streams.take();
    }

    private Socket connect() throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
