package org.tierwise.catalog.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Newest entries of the log, noted outside the database: in a file to which lines are only added, and in the program's
 * log. Who cuts off the end of the log and repairs its head in the database is found out by them, best by copies of the
 * file that lie elsewhere.
 */
public final class ActivityAnchors {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityAnchors.class);
    private static final Pattern LINE = Pattern.compile("(\\S{1,40}) (\\d{1,18}) ([0-9a-f]{64})");

    private final Path file;

    public ActivityAnchors(Path dataFolder) {
        file = dataFolder.resolve("audit-heads");
    }

    /** What the newest entry was at a time. */
    public record Anchor(Instant at, ActivityHead head) {}

    /**
     * @param unreadable lines that are no anchors; the last line of a file that was cut off by a crash is none of them
     */
    public record Anchors(List<Anchor> list, List<String> unreadable) {
        public Anchors {
            list = List.copyOf(list);
            unreadable = List.copyOf(unreadable);
        }
    }

    public Path file() {
        return file;
    }

    /** Adds a line; it is on the disk when this returns. */
    public void append(Instant at, ActivityHead head) {
        LOG.info("The newest activity is {} with the hash {}.", head.seq(), head.hash());
        var line = at + " " + head.seq() + " " + head.hash() + "\n";
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(((endsInLine(channel) ? "" : "\n") + line).getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The newest activity cannot be noted in " + file + ".", e);
        }
    }

    private static boolean endsInLine(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return true;
        }
        var last = ByteBuffer.allocate(1);
        return channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
    }

    /** Oldest first; none if the file does not exist. */
    public Anchors read() {
        if (!Files.exists(file)) {
            return new Anchors(List.of(), List.of());
        }
        String text;
        try {
            // In ISO 8859-1 every byte is a character, so that a damaged file can be read too.
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("The notes of the newest activities cannot be read from " + file + ".", e);
        }
        var anchors = new ArrayList<Anchor>();
        var unreadable = new ArrayList<String>();
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean cutOff = i == lines.size() - 1 && !text.endsWith("\n");
            if (!add(lines.get(i), anchors) && !cutOff) {
                unreadable.add(lines.get(i));
            }
        }
        return new Anchors(anchors, unreadable);
    }

    private static boolean add(String line, List<Anchor> anchors) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            return false;
        }
        try {
            anchors.add(new Anchor(
                    Instant.parse(match.group(1)), new ActivityHead(Long.parseLong(match.group(2)), match.group(3))));
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
