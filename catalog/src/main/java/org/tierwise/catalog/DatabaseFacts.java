package org.tierwise.catalog;

import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * What an administrator wants to know of the database.
 *
 * @param kind "H2" or "PostgreSQL"
 * @param version of the database product
 * @param schema newest migration that was applied, such as "6"
 * @param bytes size of the data, free pages of the file included
 */
public record DatabaseFacts(String kind, String version, String schema, long bytes) {
    /** Reads them; the size of an embedded database is that of its file. */
    static DatabaseFacts of(TxContext ctx, long fileBytes) {
        var db = ctx.dsl();
        boolean postgres = db.dialect().family() == SQLDialect.POSTGRES;
        var version = db.connectionResult(connection -> connection.getMetaData().getDatabaseProductVersion());
        long bytes = postgres
                ? db.select(DSL.field("pg_database_size(current_database())", Long.class))
                        .fetchSingle()
                        .value1()
                : fileBytes;
        return new DatabaseFacts(postgres ? "PostgreSQL" : "H2", String.valueOf(version), schema(ctx), bytes);
    }

    /** The newest migration that was applied. Cheap, so that a probe of health may ask often. */
    public static String schema(TxContext ctx) {
        var history = DSL.table(DSL.quotedName("flyway_schema_history"));
        var version = DSL.field(DSL.quotedName("version"), String.class);
        return ctx.dsl()
                .select(version)
                .from(history)
                .where(DSL.field(DSL.quotedName("success"), Boolean.class).isTrue())
                .and(version.isNotNull())
                .orderBy(DSL.field(DSL.quotedName("installed_rank")).desc())
                .limit(1)
                .fetchSingle()
                .value1();
    }
}
