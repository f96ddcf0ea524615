package org.tierwise.web.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The network between the application and its database server, which can fail in the ways in which networks do. */
final class FaultProxy implements AutoCloseable {
    enum Fault {
        NONE,
        /** Nothing passes, in either direction; when it is over, everything that was held passes. */
        BLACK_HOLE,
        /** The server's side of every connection is gone, and the application is never told. */
        HALF_OPEN,
        /** Every connection is reset, and so is each new one. */
        RESET,
        /** A byte a second. */
        TRICKLE,
        /** Half a second for each packet. */
        DELAY
    }

    private final ServerSocket listener;
    private final int target;
    private final Queue<Link> links = new ConcurrentLinkedQueue<>();
    private volatile Fault fault = Fault.NONE;

    FaultProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void fail(Fault begins) {
        fault = begins;
        if (begins == Fault.RESET || begins == Fault.HALF_OPEN) {
            links.forEach(begins == Fault.RESET ? Link::reset : Link::loseServer);
            links.clear();
        }
    }

    void heal() {
        fault = Fault.NONE;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var link = new Link(listener.accept());
                if (fault == Fault.RESET) {
                    link.reset();
                } else {
                    links.add(link);
                    Thread.ofVirtual().start(link::connect);
                }
            } catch (IOException e) {
                // It is closed, or the client was gone already.
            }
        }
    }

    private final class Link {
        private final Socket client;
        private volatile Socket server = new Socket();
        private volatile boolean lost;

        Link(Socket client) {
            this.client = client;
        }

        void connect() {
            hold();
            try {
                server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pump(client, server));
                pump(server, client);
            } catch (IOException e) {
                close(client);
            }
        }

        private void pump(Socket from, Socket to) {
            byte[] bytes = new byte[8_192];
            try {
                for (int count = from.getInputStream().read(bytes);
                        count >= 0;
                        count = from.getInputStream().read(bytes)) {
                    pass(to, bytes, count);
                }
            } catch (IOException e) {
                // One of the two is gone.
            }
            if (!lost) {
                close(from);
                close(to);
            }
        }

        private void pass(Socket to, byte[] bytes, int count) throws IOException {
            if (lost) {
                return;
            }
            hold();
            if (fault == Fault.DELAY) {
                TakeoverIT.sleep(500);
            }
            int sent = 0;
            while (fault == Fault.TRICKLE && sent < count) {
                to.getOutputStream().write(bytes, sent++, 1);
                TakeoverIT.sleep(1_000);
            }
            to.getOutputStream().write(bytes, sent, count - sent);
        }

        private void hold() {
            while (fault == Fault.BLACK_HOLE) {
                TakeoverIT.sleep(20);
            }
        }

        void loseServer() {
            lost = true;
            close(server);
        }

        void reset() {
            try {
                client.setSoLinger(true, 0);
            } catch (IOException e) {
                // It is gone already.
            }
            close(client);
            close(server);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }
}
