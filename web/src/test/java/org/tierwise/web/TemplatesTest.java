package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tierwise.web.http.Messages;

/** What no template may hold, because it would open a hole in the page or in the content security policy. */
class TemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @Test
    void no_template_writes_unescaped_text_inline_code_or_foreign_addresses() throws IOException {
        var forbidden = Pattern.compile(
                "th:utext|__\\$\\{|\\[\\(|\\sstyle=|th:style|\\son[a-z]+=|hx-on|<script(?![^>]*th:src)|<style|javascript:|(?:src|href|action)=\"(?:https?:)?//");
        assertThat(templates()).hasSizeGreaterThan(8);
        for (var file : templates()) {
            // Templates of PDF documents are no pages: they carry their own print styles.
            if (file.toString().contains("plan-pdf")) {
                continue;
            }
            assertThat(forbidden.matcher(Files.readString(file)).results().map(found -> found.group()))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void every_key_of_a_template_has_its_words() throws IOException {
        var messages = new Messages();
        var key = Pattern.compile("#\\{([a-zA-Z][\\w]*(?:\\.[\\w]+)*)[(}]");
        for (var file : templates()) {
            var missing = key.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(found -> !messages.has(found))
                    .toList();
            assertThat(missing).as(file.toString()).isEmpty();
        }
    }

    @Test
    void every_form_that_writes_carries_the_token_of_the_session() throws IOException {
        var form = Pattern.compile("(?s)<form[^>]*method=\"post\".*?</form>");
        for (var file : templates()) {
            assertThat(form.matcher(Files.readString(file)).results().map(found -> found.group()))
                    .as(file.toString())
                    .allMatch(text -> text.contains("form :: csrf") || text.contains("name=\"_csrf\""));
        }
    }
}
