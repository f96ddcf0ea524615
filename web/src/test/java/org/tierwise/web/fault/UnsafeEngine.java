package org.tierwise.web.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The H2 engine without its care: commits are not forced to the disk, and several threads write. */
final class UnsafeEngine {
    private static final Path SOURCE = Path.of("../catalog/src/main/java/org/tierwise/catalog/H2Engine.java");

    private UnsafeEngine() {}

    /** A folder with the one class that takes the place of the program's own. */
    static String compiled(Path folder) {
        try {
            var careful = Files.readString(SOURCE);
            var careless = careful.replace("statement.execute(\"CHECKPOINT\");", "")
                    .replace("H2Header.write(store);", "")
                    .replace("store.sync();", "")
                    .replace("return 1;", "return 4;");
            if (careless.length() > careful.length() - 60) {
                throw new IllegalStateException("The engine has changed; change this class too.");
            }
            var source = Files.createDirectories(folder.resolve("source")).resolve("H2Engine.java");
            Files.writeString(source, careless);
            int code = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-nowarn",
                            "-proc:none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            folder.toString(),
                            source.toString());
            if (code != 0) {
                throw new IllegalStateException("The careless engine does not compile.");
            }
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
