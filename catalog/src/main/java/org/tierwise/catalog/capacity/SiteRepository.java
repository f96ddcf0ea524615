package org.tierwise.catalog.capacity;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.OWN_SITE;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.json.RecordJson;

/** The sites that the workspaces add to the catalogue. */
public final class SiteRepository {
    private final TxContext ctx;
    private final DSLContext db;

    public SiteRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** By site id. */
    public List<StoredSite> list(long workspaceId) {
        return fetch(OWN_SITE.WORKSPACE_ID.eq(workspaceId));
    }

    public Optional<StoredSite> find(long workspaceId, String siteId) {
        return fetch(is(workspaceId, siteId)).stream().findFirst();
    }

    /** Stores a new site. False if the workspace has one with this id. */
    public boolean insert(long workspaceId, OwnSite own) {
        return db.insertInto(OWN_SITE)
                        .set(OWN_SITE.WORKSPACE_ID, workspaceId)
                        .set(OWN_SITE.SITE_ID, own.site().id())
                        .set(OWN_SITE.DOCUMENT, RecordJson.write(own))
                        .set(OWN_SITE.VERSION, 1L)
                        .set(OWN_SITE.UPDATED_AT, ctx.now())
                        .onConflict(OWN_SITE.WORKSPACE_ID, OWN_SITE.SITE_ID)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** Replaces a site. False if it was changed or removed since {@code version}. */
    public boolean update(long workspaceId, long version, OwnSite own) {
        return db.update(OWN_SITE)
                        .set(OWN_SITE.DOCUMENT, RecordJson.write(own))
                        .set(OWN_SITE.VERSION, version + 1)
                        .set(OWN_SITE.UPDATED_AT, ctx.now())
                        .where(is(workspaceId, own.site().id()))
                        .and(OWN_SITE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** Removes a site. False if it was changed or removed since {@code version}. */
    public boolean delete(long workspaceId, String siteId, long version) {
        return db.deleteFrom(OWN_SITE)
                        .where(is(workspaceId, siteId))
                        .and(OWN_SITE.VERSION.eq(version))
                        .execute()
                == 1;
    }

    private static Condition is(long workspaceId, String siteId) {
        return OWN_SITE.WORKSPACE_ID.eq(workspaceId).and(OWN_SITE.SITE_ID.eq(siteId));
    }

    private List<StoredSite> fetch(Condition condition) {
        return db.select(
                        OWN_SITE.VERSION,
                        OWN_SITE.DOCUMENT.convertFrom(document -> RecordJson.read(document, OwnSite.class)))
                .from(OWN_SITE)
                .where(condition)
                .orderBy(OWN_SITE.SITE_ID)
                .fetch(mapping(StoredSite::new));
    }
}
