package org.tierwise.web.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one event as one line: text for people, or a JSON object for machines. In text, only a trace of ours begins a
 * new line, with a tab; line breaks of foreign text are escaped, so that nobody can forge a line. Secrets are hidden in
 * both. Logback makes it by name.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final byte[] NOTHING = {};
    private static final int PADDED_LEVEL = 5;

    private volatile LogFormat format = LogFormat.TEXT;

    public void setFormat(LogFormat format) {
        this.format = format;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = format == LogFormat.JSON ? json(event) : text(event);
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ILoggingEvent event) {
        var line = new StringBuilder(160)
                .append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(event.getLevel())
                .repeat(
                        ' ',
                        Math.max(0, PADDED_LEVEL - event.getLevel().toString().length()))
                .append(' ')
                .append(shortName(event.getLoggerName()))
                .append(' ')
                .append(LogText.oneLine(event.getFormattedMessage()));
        for (var pair : pairs(event)) {
            line.append(' ').append(pair.key).append('=').append(LogText.oneLine(String.valueOf(pair.value)));
        }
        event.getMDCPropertyMap()
                .forEach(
                        (key, value) -> line.append(' ').append(key).append('=').append(LogText.oneLine(value)));
        line.append('\n');
        for (var traced : trace(event.getThrowableProxy())) {
            line.append('\t').append(LogText.oneLine(traced)).append('\n');
        }
        return line.toString();
    }

    private static String json(ILoggingEvent event) {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", LogText.readable(event.getFormattedMessage()));
        for (var pair : pairs(event)) {
            line.putIfAbsent(pair.key, plain(pair.value));
        }
        event.getMDCPropertyMap().forEach((key, value) -> line.putIfAbsent(key, LogText.readable(value)));
        var traced = trace(event.getThrowableProxy());
        if (!traced.isEmpty()) {
            line.put("trace", traced.stream().map(LogText::readable).toList());
        }
        return Json.MAPPER.writeValueAsString(line) + "\n";
    }

    private static Object plain(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean ? value : LogText.readable(String.valueOf(value));
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
    }

    private static List<String> trace(@Nullable IThrowableProxy thrown) {
        return thrown == null ? List.of() : LogTrace.lines(thrown);
    }

    /** "org.tierwise.web.http.Errors" reads "Errors"; a topic such as "access" stays. */
    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** Made when the first line of JSON is written: text needs no mapper, and the start should be quick. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder().build();
    }
}
