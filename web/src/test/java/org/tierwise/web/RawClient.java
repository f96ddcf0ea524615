package org.tierwise.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends bytes that no HTTP client would, and reads what comes back until the server hangs up or is silent. */
final class RawClient {
    /** For the first byte, and for the next ones: what comes is written in one piece. */
    private static final int FIRST_MILLIS = 10_000;

    private static final int SILENCE_MILLIS = 400;

    private final int port;

    RawClient(TestServer server) {
        port = server.app().server().port();
    }

    /**
     * What came back on one connection.
     *
     * @param status of the first answer; 0 if there is none
     * @param headers of the first answer, names in lower case
     */
    record Answer(int status, Map<String, List<String>> headers, String text) {
        /** How many answers came: more than one means that the server took the request for several. */
        int answers() {
            return text.split("HTTP/1\\.1 ", -1).length - 1;
        }

        String header(String name) {
            return headers.containsKey(name) ? headers.get(name).getFirst() : "";
        }
    }

    Answer send(String request) {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer send(byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(FIRST_MILLIS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return answer(read(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket socket) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                socket.setSoTimeout(SILENCE_MILLIS);
            }
        } catch (SocketTimeoutException e) {
            // It has nothing more to say.
        } catch (IOException e) {
            text.append("[reset]");
        }
        return text.toString();
    }

    private static Answer answer(String text) {
        var head = text.split("\r\n\r\n", 2)[0].split("\r\n");
        var headers = new LinkedHashMap<String, List<String>>();
        for (var line : head) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("HTTP/")) {
                headers.computeIfAbsent(
                                line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new java.util.ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        int status = head[0].matches("HTTP/1\\.1 \\d{3}.*") ? Integer.parseInt(head[0].substring(9, 12)) : 0;
        return new Answer(status, headers, text);
    }
}
