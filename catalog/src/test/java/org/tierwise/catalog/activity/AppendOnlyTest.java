package org.tierwise.catalog.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No line of the program changes or removes an entry of the log or a plan. */
class AppendOnlyTest {
    private static final Pattern CHANGES =
            Pattern.compile("(update|delete|deleteFrom|truncate|truncateTable|mergeInto)\\s*\\(\\s*(\\w+\\.)?"
                    + "(AUDIT_ENTRY|AUDIT_DOCUMENT|PLAN|PLAN_PIECE|PLAN_CERTIFICATE_PIECE)\\b"
                    + "|(?i:update|delete\\s+from|truncate(\\s+table)?|merge\\s+into)\\s+"
                    + "(audit_entry|audit_document|plan|plan_piece|plan_certificate_piece)\\b");

    /** Gives plans of an older version, which kept no hash of their row, that hash. */
    private static final String EXCEPTION = "update\\(PLAN\\)\\s*\\.set\\(PLAN\\.ROW_SHA256,";

    @Test
    void no_code_changes_or_removes_entries_or_plans() throws IOException {
        var found = new ArrayList<String>();
        for (var source : sources()) {
            var text = Files.readString(source).replaceAll(EXCEPTION, "");
            CHANGES.matcher(text).results().forEach(hit -> found.add(source.getFileName() + ": " + hit.group()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_pattern_finds_what_it_looks_for() {
        assertThat(CHANGES.matcher("db.update(AUDIT_ENTRY)").find()).isTrue();
        assertThat(CHANGES.matcher("db.deleteFrom( Tables.AUDIT_DOCUMENT )").find())
                .isTrue();
        assertThat(CHANGES.matcher("\"delete from audit_entry where seq = 1\"").find())
                .isTrue();
        assertThat(CHANGES.matcher("db.insertInto(AUDIT_ENTRY)").find()).isFalse();
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (var module : List.of("catalog", "solver", "web")) {
            try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(300);
        return sources;
    }
}
