package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of others are shipped as their makers published them, each with its licence. */
class VendoredFilesTest {
    private static final Path VENDOR = Path.of("..", "static", "vendor");

    @Test
    void the_manifest_names_every_file_with_its_sum() throws Exception {
        var listed = Files.readAllLines(VENDOR.resolve("MANIFEST.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| File"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .collect(Collectors.toMap(cells -> cells[1], cells -> cells[6], (a, b) -> a, TreeMap::new));
        var found = new TreeMap<String, String>();
        for (var name : listed.keySet()) {
            found.put(name, sha256(VENDOR.resolve(name)));
        }
        assertThat(found).isNotEmpty().isEqualTo(listed);
        try (Stream<Path> files = Files.walk(VENDOR)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> VENDOR.relativize(file).toString())
                            .filter(name -> !name.equals("MANIFEST.md")))
                    .isSubsetOf(listed.keySet());
        }
    }

    private static String sha256(Path file) throws IOException, java.security.NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
