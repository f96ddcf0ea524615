package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.RunningException;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** Backups are put back whole, never over data that nobody kept, and damaged ones not at all. */
final class RestoreIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Stamp STAMP = new Stamp("test", null);

    @TempDir
    Path folder;

    private Path backup;
    private Path export;

    @BeforeEach
    void makeBackups() {
        backup = folder.resolve("backup.zip");
        export = folder.resolve("export.zip");
        try (var database = Database.openIn(folder.resolve("original"), CLOCK)) {
            database.tx().writing(ctx -> new WorkspaceRepository(ctx).insert("original", Workspace.Kind.OWN));
            BackupFiles.backUp(database, backup, false, STAMP);
            BackupFiles.exportAll(database, export, false, STAMP);
        }
    }

    private static List<String> rooms(Path data) {
        try (var database = Database.openIn(data, CLOCK)) {
            return database.tx().read(ctx -> new WorkspaceRepository(ctx).list()).stream()
                    .map(Workspace::name)
                    .toList();
        }
    }

    private static void add(Path data, String name) {
        try (var database = Database.openIn(data, CLOCK)) {
            database.tx().writing(ctx -> new WorkspaceRepository(ctx).insert(name, Workspace.Kind.OWN));
        }
    }

    @Test
    void both_kinds_come_back_into_an_empty_folder() {
        for (var file : List.of(backup, export)) {
            var data = folder.resolve("into-" + file.getFileName());
            assertThat(new Restore(data, "test", CLOCK).intoFolder(file, false).kept())
                    .isNull();
            assertThat(rooms(data)).containsExactly("original");
        }
    }

    @Test
    void a_database_that_is_there_is_not_replaced_unless_told_and_then_kept() throws Exception {
        var data = folder.resolve("mine");
        add(data, "mine");
        Files.writeString(data.resolve("audit-heads"), "anchors");
        var restore = new Restore(data, "test", CLOCK);

        assertThatThrownBy(() -> restore.intoFolder(backup, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining("--replace");
        assertThat(rooms(data)).containsExactly("mine");

        var restored = restore.intoFolder(backup, true);
        var kept = Objects.requireNonNull(restored.kept());
        assertThat(Files.readString(Objects.requireNonNull(restored.anchors()))).isEqualTo("anchors");
        assertThat(data.resolve("audit-heads")).doesNotExist();
        assertThat(rooms(data)).containsExactly("original");
        assertThat(restore.intoFolder(kept, true).manifest().kind()).isEqualTo(Manifest.Kind.H2_FILE);
        assertThat(rooms(data)).containsExactly("mine");
    }

    @Test
    void a_database_that_does_not_open_any_more_is_kept_as_it_is_and_replaced() throws Exception {
        var data = folder.resolve("broken");
        Files.createDirectories(data.resolve("db"));
        Files.writeString(data.resolve("db/tierwise.mv.db"), "rubbish".repeat(5_000));

        var kept = new Restore(data, "test", CLOCK).intoFolder(backup, true).kept();

        assertThat(Files.readString(kept)).startsWith("rubbish");
        assertThat(rooms(data)).containsExactly("original");
    }

    @Test
    void nothing_is_replaced_under_a_running_tierwise() {
        var data = folder.resolve("running");
        try (var database = Database.openIn(data, CLOCK)) {
            database.tx().writing(ctx -> new WorkspaceRepository(ctx).insert("running", Workspace.Kind.OWN));
            assertThatThrownBy(() -> new Restore(data, "test", CLOCK).intoFolder(backup, true))
                    .isInstanceOf(RunningException.class)
                    .hasMessageContaining("Stop it first");
        }
        assertThat(rooms(data)).containsExactly("running");
    }

    @Test
    void each_damaged_file_is_named_and_nothing_is_stored() throws Exception {
        for (var file : List.of(backup, export)) {
            for (var name : entries(file).keySet()) {
                for (var damage : List.of("changed", "cut", "missing")) {
                    var damaged = folder.resolve("damaged.zip");
                    rewrite(file, damaged, name, damage);
                    var data = folder.resolve("into-damaged");
                    assertThatThrownBy(() -> new Restore(data, "test", CLOCK).intoFolder(damaged, false))
                            .as(name + " " + damage)
                            .isInstanceOf(BackupException.class)
                            .hasMessageContaining(name);
                    assertThat(Database.existsIn(data)).isFalse();
                }
            }
        }
    }

    @Test
    void a_file_that_the_manifest_does_not_list_is_refused() throws Exception {
        var damaged = folder.resolve("more.zip");
        var entries = entries(export);
        entries.put("tables/evil.jsonl", new byte[] {'{', '}'});
        write(damaged, entries);
        assertThatThrownBy(() -> new Restore(folder.resolve("x"), "test", CLOCK).intoFolder(damaged, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("tables/evil.jsonl");
    }

    @Test
    void flipped_bits_and_cut_files_are_noticed() throws Exception {
        var random = new Random(3);
        int cycles = 60;
        int noticed = 0;
        for (int i = 0; i < cycles; i++) {
            var original = i % 2 == 0 ? backup : export;
            var bytes = Files.readAllBytes(original);
            var damaged = folder.resolve("flipped.zip");
            if (i % 10 == 9) {
                Files.write(damaged, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(damaged, bytes);
            }
            noticed += isRefused(damaged) || hasTheContents(damaged, original) ? 1 : 0;
        }
        assertThat(noticed).isEqualTo(cycles);
    }

    private boolean isRefused(Path damaged) {
        try (var archive = Archive.open(damaged)) {
            archive.verify();
            return false;
        } catch (BackupException e) {
            return true;
        }
    }

    /** A bit of a time stamp or of a field that nobody reads does no harm. */
    private static boolean hasTheContents(Path damaged, Path original) throws IOException {
        return same(entries(damaged), entries(original));
    }

    private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
    }

    @Test
    void what_is_no_backup_is_refused_in_words() throws Exception {
        var text = Files.writeString(folder.resolve("text.zip"), "no zip");
        var zip = folder.resolve("other.zip");
        write(zip, Map.of("readme.txt", new byte[] {1}));
        var restore = new Restore(folder.resolve("x"), "test", CLOCK);
        assertThatThrownBy(() -> restore.intoFolder(text, false)).hasMessageContaining("is not a backup of Tierwise");
        assertThatThrownBy(() -> restore.intoFolder(zip, false)).hasMessageContaining("has no manifest.json");
        assertThatThrownBy(() -> restore.intoFolder(folder.resolve("none.zip"), false))
                .hasMessageContaining("is not a file");
    }

    @Test
    void a_backup_of_a_newer_version_is_refused() throws Exception {
        for (var file : List.of(backup, export)) {
            var newer = folder.resolve("newer.zip");
            var entries = entries(file);
            var known = Manifest.read(Objects.requireNonNull(entries.get(Manifest.NAME)));
            entries.put(
                    Manifest.NAME,
                    new Manifest(
                                    known.format(),
                                    known.kind(),
                                    "9.0",
                                    900,
                                    known.createdAt(),
                                    known.contents(),
                                    known.files(),
                                    null)
                            .sealed());
            write(newer, entries);
            var data = folder.resolve("older");
            assertThatThrownBy(() -> new Restore(data, "test", CLOCK).intoFolder(newer, false))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("schema 900")
                    .hasMessageContaining("9.0");
            assertThat(Database.existsIn(data)).isFalse();
        }
    }

    @Test
    void an_existing_file_is_replaced_only_when_told() throws Exception {
        var before = Files.size(backup);
        try (var database = Database.openIn(folder.resolve("original"), CLOCK)) {
            assertThatThrownBy(() -> BackupFiles.backUp(database, backup, false, STAMP))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("exists");
            assertThat(Files.size(backup)).isEqualTo(before);
            BackupFiles.exportAll(database, backup, true, STAMP);
            assertThat(Files.mismatch(backup, export)).isEqualTo(-1);
            assertThatThrownBy(() -> BackupFiles.backUp(database, folder.resolve("no/such/folder.zip"), false, STAMP))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("cannot be written");
        }
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : new ArrayList<ZipEntry>(zip.stream().toList())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** With right checksums of the zip: only the hashes of the manifest can tell. */
    private static void rewrite(Path from, Path to, String name, String damage) throws IOException {
        var entries = entries(from);
        var bytes = Objects.requireNonNull(entries.get(name)).clone();
        switch (damage) {
            case "changed" -> entries.put(name, changed(bytes));
            case "cut" -> entries.put(name, Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
            default -> entries.remove(name);
        }
        // An empty table cannot be cut; it gets a line more instead.
        if (bytes.length == 0 && !damage.equals("missing")) {
            entries.put(name, new byte[] {'{', '}', '\n'});
        }
        write(to, entries);
    }

    /** A digit becomes another, so that a manifest stays a manifest. */
    private static byte[] changed(byte[] bytes) {
        for (int i = bytes.length / 2; i < bytes.length; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '8') {
                bytes[i]++;
                return bytes;
            }
        }
        return bytes;
    }

    private static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
