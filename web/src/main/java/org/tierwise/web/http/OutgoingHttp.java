package org.tierwise.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One exchange of HTTP/1.1 on its own connection (RFC 9112): as much of it as asking for a document needs. */
final class OutgoingHttp {
    private static final int LINE_MAX = 8 * 1024;
    private static final int HEADERS_MAX = 100;

    private OutgoingHttp() {}

    record Answer(int status, byte[] body) {}

    /** The answer has more bytes than asked for. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static byte[] request(URI uri, String method, String body, Map<String, String> headers) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var target = URI.create(path + query).toASCIIString();
        var content = body.getBytes(StandardCharsets.US_ASCII);
        var text = new StringBuilder()
                .append(method + " " + target + " HTTP/1.1\r\n")
                .append("Host: " + uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "") + "\r\n")
                .append("User-Agent: Tierwise\r\nAccept: application/json\r\nConnection: close\r\n");
        headers.forEach((name, value) -> text.append(clean(name) + ": " + clean(value) + "\r\n"));
        if (method.equals("POST")) {
            text.append("Content-Type: application/x-www-form-urlencoded\r\n")
                    .append("Content-Length: " + content.length + "\r\n");
        }
        var head = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new ByteArrayOutputStream(head.length + content.length);
        whole.writeBytes(head);
        whole.writeBytes(content);
        return whole.toByteArray();
    }

    private static String clean(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("A header must not contain control characters.");
        }
        return text;
    }

    static Answer answer(InputStream in, int bytesMax) throws IOException {
        while (true) {
            var status = status(line(in));
            var headers = headers(in);
            // Interim answers (100 Continue, 103 Early Hints) come before the real one.
            if (status / 100 != 1) {
                return new Answer(status, body(in, status, headers, bytesMax));
            }
        }
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("it does not answer by HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (int i = 0; i <= HEADERS_MAX; i++) {
            var line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("it answers with a header that is none");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        throw new IOException("it answers with more than " + HEADERS_MAX + " headers");
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers, int bytesMax)
            throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        var coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new IOException("it answers in the unknown coding (" + coding + ")");
            }
            return chunks(in, bytesMax);
        }
        var length = headers.get("content-length");
        if (length == null) {
            return limited(in.readNBytes(bytesMax + 1), bytesMax);
        }
        if (!length.matches("\\d{1,9}")) {
            throw new IOException("it answers with the length (" + length + ")");
        }
        int size = Integer.parseInt(length);
        if (size > bytesMax) {
            throw new TooLarge();
        }
        return whole(in, size);
    }

    private static byte[] chunks(InputStream in, int bytesMax) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,8}")) {
                throw new IOException("it answers with a chunk of the length (" + size + ")");
            }
            long bytes = Long.parseLong(size, 16);
            if (bytes == 0) {
                return body.toByteArray();
            }
            if (body.size() + bytes > bytesMax) {
                throw new TooLarge();
            }
            body.writeBytes(whole(in, (int) bytes));
            if (!line(in).isEmpty()) {
                throw new IOException("it answers with a chunk that has no end");
            }
        }
    }

    private static byte[] whole(InputStream in, int size) throws IOException {
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new IOException("it ended the answer too early");
        }
        return bytes;
    }

    private static byte[] limited(byte[] bytes, int bytesMax) throws TooLarge {
        if (bytes.length > bytesMax) {
            throw new TooLarge();
        }
        return bytes;
    }

    /** Without its end. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("it ended the answer too early");
            }
            if (line.size() >= LINE_MAX) {
                throw new IOException("it answers with a line of more than " + LINE_MAX + " bytes");
            }
            line.write(c);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
