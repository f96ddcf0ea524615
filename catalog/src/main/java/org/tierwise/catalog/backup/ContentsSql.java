package org.tierwise.catalog.backup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.quotedName;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.util.LinkedHashMap;
import java.util.List;
import org.jooq.DSLContext;
import org.tierwise.catalog.Digest;

/** Counts what a database holds, whatever the version of its schema. */
final class ContentsSql {
    private final DSLContext db;

    ContentsSql(DSLContext db) {
        this.db = db;
    }

    Contents of(Schema schema) {
        var rows = new LinkedHashMap<String, Long>();
        var counted = new RowsSql(db);
        for (var table : schema.tables()) {
            rows.put(table.name(), counted.count(table));
        }
        return new Contents(
                rows,
                schema.find("plan")
                        .filter(ContentsSql::hasHashes)
                        .map(this::plans)
                        .orElse(""));
    }

    private static boolean hasHashes(Table plan) {
        var names = plan.columns().stream().map(Table.Column::name).toList();
        return names.containsAll(List.of("workspace_id", "id", "sha256"));
    }

    private String plans(Table plan) {
        var workspace = field(quotedName("workspace_id"), BIGINT);
        var id = field(quotedName("id"), BIGINT);
        var sha256 = field(quotedName("sha256"), VARCHAR);
        var text = new StringBuilder();
        db.select(workspace, id, sha256)
                .from(plan.sql())
                .orderBy(workspace, id)
                .forEach(row -> text.append(row.value1())
                        .append('/')
                        .append(row.value2())
                        .append(' ')
                        .append(row.value3())
                        .append('\n'));
        return Digest.sha256(text.toString());
    }
}
