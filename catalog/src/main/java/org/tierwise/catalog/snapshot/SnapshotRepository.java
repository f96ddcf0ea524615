package org.tierwise.catalog.snapshot;

import static org.tierwise.catalog.schema.Tables.INPUT_SNAPSHOT;
import static org.tierwise.catalog.schema.Tables.INPUT_SNAPSHOT_PART;
import static org.tierwise.catalog.schema.Tables.PLAN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.reference.WorkspaceCatalogue;
import org.tierwise.catalog.workload.Workload;

/**
 * The inputs of solves. A snapshot is a manifest that names its contents by their SHA-256, and is itself named by the
 * SHA-256 of the manifest. Workloads go in groups, so that a solve after a small change stores the changed groups only.
 */
public final class SnapshotRepository {
    private static final int GROUP = 200;
    /** As {@code ContentRepository}: a snapshot without a plan may be one whose plan is being stored. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final TxContext ctx;
    private final DSLContext db;
    private final ContentRepository contents;

    public SnapshotRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
        contents = new ContentRepository(ctx);
    }

    /** What a snapshot consists of, each part by its SHA-256. */
    record Manifest(
            String schema,
            String inputHash,
            List<String> workloads,
            String workspaceCatalogue,
            SortedMap<String, String> catalogueFiles,
            String question) {
        static final String SCHEMA = "tierwise.input/1";

        List<String> parts() {
            var parts = new ArrayList<>(workloads);
            parts.add(workspaceCatalogue);
            parts.addAll(catalogueFiles.values());
            parts.add(question);
            return parts.stream().distinct().toList();
        }
    }

    private record Group(List<Workload> workloads) {}

    /** Stores it unless it is there. Returns its SHA-256. */
    public String put(InputSnapshot snapshot) {
        var groups = new ArrayList<String>();
        for (int from = 0; from < snapshot.workloads().size(); from += GROUP) {
            groups.add(put(new Group(snapshot.workloads()
                    .subList(from, Math.min(snapshot.workloads().size(), from + GROUP)))));
        }
        var files = new TreeMap<String, String>();
        snapshot.catalogueFiles().forEach((path, bytes) -> files.put(path, contents.put(bytes)));
        var manifest = new Manifest(
                Manifest.SCHEMA,
                snapshot.inputHash(),
                groups,
                put(snapshot.own()),
                files,
                contents.put(snapshot.question().getBytes(StandardCharsets.UTF_8)));
        var sha256 = put(manifest);
        int known = db.update(INPUT_SNAPSHOT)
                .set(INPUT_SNAPSHOT.USED_AT, ctx.now())
                .where(INPUT_SNAPSHOT.SHA256.eq(sha256))
                .execute();
        if (known == 0 && insert(sha256)) {
            for (var part : manifest.parts()) {
                db.insertInto(INPUT_SNAPSHOT_PART)
                        .set(INPUT_SNAPSHOT_PART.SNAPSHOT_SHA256, sha256)
                        .set(INPUT_SNAPSHOT_PART.BLOB_SHA256, part)
                        .execute();
            }
        }
        return sha256;
    }

    /** False if another transaction stored the same a moment before. */
    private boolean insert(String sha256) {
        return db.insertInto(INPUT_SNAPSHOT)
                        .set(INPUT_SNAPSHOT.SHA256, sha256)
                        .set(INPUT_SNAPSHOT.USED_AT, ctx.now())
                        .onConflict(INPUT_SNAPSHOT.SHA256)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** @throws DamagedContentException if a part of it is missing, or not what was stored */
    public InputSnapshot get(String sha256) {
        var manifest = read(sha256, Manifest.class);
        var workloads = manifest.workloads().stream()
                .flatMap(group -> read(group, Group.class).workloads().stream())
                .toList();
        var files = new TreeMap<String, byte[]>();
        manifest.catalogueFiles().forEach((path, file) -> files.put(path, contents.get(file)));
        return new InputSnapshot(
                manifest.inputHash(),
                workloads,
                read(manifest.workspaceCatalogue(), WorkspaceCatalogue.class),
                files,
                new String(contents.get(manifest.question()), StandardCharsets.UTF_8));
    }

    /**
     * What the plan of this snapshot states as the hash of its input. All parts are there, though maybe damaged.
     *
     * @throws DamagedContentException if the manifest or one of its parts is missing, or the manifest is damaged
     */
    public String inputHash(String sha256) {
        var manifest = read(sha256, Manifest.class);
        for (var part : manifest.parts()) {
            if (!contents.exists(part)) {
                throw new DamagedContentException(sha256, "its part " + part + " is missing");
            }
        }
        return manifest.inputHash();
    }

    /** Removes the snapshots of plans that are gone, and then what nothing needs any more. Returns how many contents. */
    public int deleteUnused() {
        int snapshots = db.deleteFrom(INPUT_SNAPSHOT)
                .where(INPUT_SNAPSHOT.USED_AT.lt(ctx.now().minus(KEPT)))
                .and(DSL.notExists(DSL.selectOne().from(PLAN).where(PLAN.INPUT_SNAPSHOT.eq(INPUT_SNAPSHOT.SHA256))))
                .execute();
        return snapshots + contents.deleteUnused();
    }

    private String put(Object part) {
        return contents.put(RecordJson.write(part).getBytes(StandardCharsets.UTF_8));
    }

    private <T> T read(String sha256, Class<T> type) {
        try {
            return RecordJson.read(new String(contents.get(sha256), StandardCharsets.UTF_8), type);
        } catch (IllegalArgumentException e) {
            throw new DamagedContentException(sha256, String.valueOf(e.getMessage()));
        }
    }
}
