package org.tierwise.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a line of the log may never hold: foreign line breaks and secrets. */
class LogEncoderTest {
    private static final String FORGED = "a\r\n12:00:00 INFO  access request status=200\u2028\u001b[31m";

    private static LoggingEvent event(String message, @Nullable Throwable thrown) {
        var logger = new LoggerContext().getLogger("org.tierwise.web.Some");
        var event = new LoggingEvent("x", logger, Level.INFO, message, thrown, new Object[0]);
        event.setMDCPropertyMap(Map.of("request", "4711"));
        return event;
    }

    private static String line(LogFormat format, LoggingEvent event) {
        var encoder = new LogEncoder();
        encoder.setFormat(format);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static JsonNode json(LoggingEvent event) {
        return JsonMapper.builder().build().readTree(line(LogFormat.JSON, event));
    }

    @Test
    void text_names_level_place_message_values_and_request() {
        var event = event("Stored.", null);
        event.addKeyValuePair(new KeyValuePair("status", 200));
        assertThat(line(LogFormat.TEXT, event))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d INFO {2}Some Stored\\. status=200 request=4711\n");
    }

    @Test
    void json_is_one_object_a_line_with_the_same_facts() {
        var event = event("Stored \"it\".", new IllegalStateException(FORGED));
        event.addKeyValuePair(new KeyValuePair("status", 200));
        var json = json(event);
        assertThat(line(LogFormat.JSON, event)).endsWith("}\n").hasLineCount(1);
        assertThat(json.path("level").asString()).isEqualTo("INFO");
        assertThat(json.path("message").asString()).isEqualTo("Stored \"it\".");
        assertThat(json.path("status").asInt()).isEqualTo(200);
        assertThat(json.path("request").asString()).isEqualTo("4711");
        assertThat(json.path("time").asString()).endsWith("Z");
        assertThat(json.path("trace").path(0).asString()).startsWith("java.lang.IllegalStateException: a");
    }

    @Test
    void nobody_forges_a_line_by_a_message_a_value_or_an_exception() {
        var event = event("Import of " + FORGED, new IllegalStateException(FORGED, new RuntimeException(FORGED)));
        event.addKeyValuePair(new KeyValuePair("actor", FORGED));
        var text = line(LogFormat.TEXT, event);
        assertThat(text).contains("\\r\\n12:00:00").contains("\\u001b").contains("\\u2028");
        assertThat(text.chars().filter(character -> character != '\n' && character != '\t'))
                .noneMatch(Character::isISOControl);
        assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("\t"));
        assertThat(text.lines().filter(line -> line.contains("caused by: java.lang.RuntimeException: a\\r\\n")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/name?user=u&password=PLANTED&ssl=true",
                "jdbc:postgresql://u:PLANTED@host/name",
                "GET /sign-in?token=PLANTED HTTP/1.1",
                "Authorization: Bearer PLANTED",
                "Authorization: Basic PLANTED",
                "{\"authorization\": \"PLANTED\"}",
                "bearer PLANTED1234",
                "Cookie: theme=dark; __Host-tierwise-8080=PLANTED",
                "__Host-tierwise-8080=PLANTED; Path=/",
                "X-CSRF-Token: PLANTED",
                "_csrf=PLANTED&name=Robot",
                "{\"password\":\"PLANTED with \\u0020 blanks\", \"name\":\"x\"}",
                "new_password = PLANTED",
                "client_secret=PLANTED",
                "api-key=PLANTED",
                "the token is tw_PLANTED_0123456789"
            })
    void secrets_are_hidden_in_both_formats(String message) {
        var event = event(message, new IllegalStateException(message));
        event.addKeyValuePair(new KeyValuePair("value", message));
        assertThat(line(LogFormat.TEXT, event)).doesNotContain("PLANTED").contains("***");
        assertThat(line(LogFormat.JSON, event)).doesNotContain("PLANTED").contains("***");
    }

    @Test
    void words_that_only_sound_like_secrets_stay() {
        for (var words : new String[] {
            "It has 500 input tokens: 20 of them cached.", "The secretary signed.", "http://127.0.0.1:8080/plans"
        }) {
            assertThat(line(LogFormat.TEXT, event(words, null))).contains(words);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "token", "__host-", "://a:", "password ", "tw_", "\"", "bearer "})
    void hostile_text_costs_no_more_than_its_length(String piece) {
        var message = piece.repeat(200_000 / piece.length());
        long began = System.nanoTime();
        assertThat(line(LogFormat.TEXT, event(message, null))).isNotEmpty();
        // A cost that grows with the square of the length would take minutes.
        assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(2_000);
    }
}
