package org.tierwise.web.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Build-time tool: reads the bill of materials (CycloneDX) of the finished program, refuses licences that are not on the
 * list, and writes THIRD-PARTY.txt, which names each library with its licence, and NOTICE, which holds the notices that
 * the libraries ask to pass on. The same bill gives the same bytes.
 */
final class ThirdParty {
    /**
     * What may be shipped beside a program under Apache-2.0. LGPL and the class path exception allow it because each
     * library stays a jar of its own that anyone can replace.
     */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            // The text of MIT under another name.
            "Bouncy Castle Licence",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "ISC",
            "CC0-1.0",
            "EPL-2.0",
            "MPL-2.0",
            "LGPL-2.1-or-later",
            "GPL-2.0-with-classpath-exception");

    private static final String OURS = "org.tierwise";

    private ThirdParty() {}

    /** One library. Several licences are a choice: so says the reference of Maven's project descriptor. */
    record Library(String name, String version, List<String> licences, String website) {
        boolean isAllowed() {
            return licences.stream().anyMatch(ALLOWED::contains);
        }

        String line() {
            return name + " " + version + "\n    " + String.join(" or ", licences) + "\n"
                    + (website.isEmpty() ? "" : "    " + website + "\n");
        }
    }

    /** Arguments: the folder of the finished program, the list of vendored files. */
    public static void main(String[] args) throws IOException {
        var app = Path.of(args[0]);
        var libraries = libraries(Files.readString(app.resolve("tierwise.cdx.json")));
        var refused = refused(libraries);
        if (!refused.isEmpty()) {
            throw new IllegalStateException("The licences of these libraries are not on the list of ThirdParty: "
                    + refused + ". Choose other libraries, or add a licence that may be shipped.");
        }
        Files.writeString(app.resolve("THIRD-PARTY.txt"), report(libraries, vendored(Path.of(args[1]))));
        Files.writeString(app.resolve("NOTICE"), notices(app.resolve("lib")));
    }

    static List<Library> libraries(String bill) {
        return JsonMapper.builder()
                .build()
                .readTree(bill)
                .path("components")
                .valueStream()
                .filter(component -> !component.path("group").asString("").equals(OURS))
                .map(ThirdParty::library)
                .sorted(Comparator.comparing(Library::name).thenComparing(Library::version))
                .toList();
    }

    private static Library library(JsonNode component) {
        var licences = component
                .path("licenses")
                .valueStream()
                .map(ThirdParty::licence)
                .toList();
        var website = component
                .path("externalReferences")
                .valueStream()
                .filter(reference -> reference.path("type").asString().equals("website"))
                .map(reference -> reference.path("url").asString())
                .findFirst()
                .orElse("");
        return new Library(
                component.path("group").asString() + ":"
                        + component.path("name").asString(),
                component.path("version").asString(),
                licences.isEmpty() ? List.of("no licence stated") : licences,
                website);
    }

    /** The identifier of SPDX, or else the name that the maker chose; that of some well-known ones is understood. */
    private static String licence(JsonNode entry) {
        if (entry.has("expression")) {
            return entry.path("expression").asString();
        }
        var licence = entry.path("license");
        var name = licence.path("id").asString(licence.path("name").asString("unnamed"));
        return name.matches("(?i)(the )?apache (software )?licen[cs]e,? version 2\\.0")
                ? "Apache-2.0"
                : name.matches("(?i)(the )?mit licen[cs]e") ? "MIT" : name;
    }

    static List<String> refused(List<Library> libraries) {
        return libraries.stream()
                .filter(library -> !library.isAllowed())
                .map(library -> library.name() + " (" + String.join(", ", library.licences()) + ")")
                .toList();
    }

    private static String report(List<Library> libraries, List<String> vendored) {
        return "Tierwise ships these libraries of others, each as its makers packed it, in lib/.\n\n"
                + libraries.stream().map(Library::line).collect(Collectors.joining("\n"))
                + "\nInside tierwise.jar it ships these files of others, each with its licence beside it.\n\n"
                + String.join("\n", vendored)
                + "\n";
    }

    /** "htmx.org 4.0.1, 0BSD" for each name in the table of the manifest. */
    private static List<String> vendored(Path manifest) throws IOException {
        return new ArrayList<>(Files.readAllLines(manifest).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| File"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .map(cells -> cells[2] + " " + cells[3] + ", " + cells[5])
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Each notice once, under the names of the jars that carry it. */
    private static String notices(Path lib) throws IOException {
        Map<String, Set<String>> jarsOfNotice = new TreeMap<>();
        List<Path> jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        for (var jar : jars) {
            try (var open = new JarFile(jar.toFile())) {
                var entries =
                        open.stream().filter(entry -> isNotice(entry.getName())).toList();
                for (var entry : entries) {
                    try (var in = open.getInputStream(entry)) {
                        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .replace("\r\n", "\n")
                                .strip();
                        jarsOfNotice
                                .computeIfAbsent(text, key -> new TreeSet<>())
                                .add(String.valueOf(jar.getFileName()));
                    }
                }
            }
        }
        return "Notices of the libraries in lib/. Their licences stand in their jars and in THIRD-PARTY.txt.\n"
                + jarsOfNotice.entrySet().stream()
                        .sorted(Comparator.comparing(notice -> String.join(",", notice.getValue())))
                        .map(notice ->
                                "\n==== " + String.join(", ", notice.getValue()) + "\n\n" + notice.getKey() + "\n")
                        .collect(Collectors.joining());
    }

    private static boolean isNotice(String name) {
        var file = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/") && (file.equals("NOTICE") || file.startsWith("NOTICE."));
    }
}
