package org.tierwise.migrations;

import org.h2.jdbcx.JdbcConnectionPool;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Target;

/**
 * Build-time tool: migrates an in-memory H2 with the product's own {@link SchemaMigrations} and lets jOOQ read it,
 * so that each build proves every migration on H2 and the compiler checks each query against the real schema.
 */
public final class GenerateJooq {
    private GenerateJooq() {}

    /** Arguments: the target folder, the package of the generated classes. */
    public static void main(String[] args) throws Exception {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:codegen;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1", "sa", "");
        try (var connection = pool.getConnection()) {
            SchemaMigrations.apply(pool);
            var tool = new GenerationTool();
            tool.setConnection(connection);
            tool.run(new Configuration()
                    .withGenerator(new Generator()
                            .withDatabase(new Database()
                                    .withName("org.jooq.meta.h2.H2Database")
                                    .withInputSchema("public")
                                    .withOutputSchemaToDefault(true)
                                    .withExcludes("flyway_schema_history")
                                    // Blanks are written \\s: jOOQ reads the expressions in comments mode.
                                    .withForcedTypes(
                                            new ForcedType()
                                                    .withName("INSTANT")
                                                    .withIncludeTypes("(?i:timestamp.*with\\stime\\szone)"),
                                            new ForcedType()
                                                    .withName("VARCHAR")
                                                    .withIncludeTypes("(?i:character\\slarge\\sobject|clob)")))
                            .withGenerate(new Generate().withJavaTimeTypes(true).withGlobalObjectReferences(true))
                            .withTarget(new Target().withDirectory(args[0]).withPackageName(args[1]))));
        } finally {
            pool.dispose();
        }
    }
}
