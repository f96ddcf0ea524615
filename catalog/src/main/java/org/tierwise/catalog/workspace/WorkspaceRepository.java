package org.tierwise.catalog.workspace;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.INSTALLATION;
import static org.tierwise.catalog.schema.Tables.WORKSPACE;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** The workspaces of this installation. */
public final class WorkspaceRepository {
    private static final String FIRST_NAME = "My estate";

    private final DSLContext db;
    private final TxContext ctx;

    public WorkspaceRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /**
     * The oldest workspace of the user's own; made if there is none. Call it at start, in a writing transaction. Instances
     * that start at once agree on it.
     */
    public Workspace ensureOwn() {
        db.select(INSTALLATION.ID).from(INSTALLATION).forUpdate().fetchSingle();
        return list().stream()
                .filter(workspace -> workspace.kind() == Workspace.Kind.OWN)
                .findFirst()
                .orElseGet(() -> insert(FIRST_NAME, Workspace.Kind.OWN));
    }

    public Workspace insert(String name, Workspace.Kind kind) {
        return db.insertInto(WORKSPACE)
                .set(WORKSPACE.NAME, name)
                .set(WORKSPACE.KIND, kind.name())
                .set(WORKSPACE.CREATED_AT, ctx.now())
                .returningResult(
                        WORKSPACE.ID,
                        WORKSPACE.NAME,
                        WORKSPACE.KIND.convertFrom(Workspace.Kind::valueOf),
                        WORKSPACE.CREATED_AT)
                .fetchSingle(mapping(Workspace::new));
    }

    /** Oldest first. */
    public List<Workspace> list() {
        return db.select(
                        WORKSPACE.ID,
                        WORKSPACE.NAME,
                        WORKSPACE.KIND.convertFrom(Workspace.Kind::valueOf),
                        WORKSPACE.CREATED_AT)
                .from(WORKSPACE)
                .orderBy(WORKSPACE.ID)
                .fetch(mapping(Workspace::new));
    }

    public Optional<Workspace> find(long id) {
        return list().stream().filter(workspace -> workspace.id() == id).findFirst();
    }

    public void rename(long id, String name) {
        db.update(WORKSPACE)
                .set(WORKSPACE.NAME, name)
                .where(WORKSPACE.ID.eq(id))
                .execute();
    }

    /** Removes it with everything in it. False if there was none. */
    public boolean delete(long id) {
        return db.deleteFrom(WORKSPACE).where(WORKSPACE.ID.eq(id)).execute() == 1;
    }
}
