package org.tierwise.catalog.account;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.SIGN_IN;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** The sessions of this installation. */
public final class SignInRepository {
    private final TxContext ctx;
    private final DSLContext db;

    public SignInRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    public void insert(String idSha256) {
        db.insertInto(SIGN_IN)
                .set(SIGN_IN.ID_SHA256, idSha256)
                .set(SIGN_IN.CREATED_AT, ctx.now())
                .set(SIGN_IN.LAST_USED_AT, ctx.now())
                .execute();
    }

    public Optional<SignIn> find(String idSha256) {
        return db.select(SIGN_IN.ID_SHA256, SIGN_IN.CREATED_AT, SIGN_IN.LAST_USED_AT)
                .from(SIGN_IN)
                .where(SIGN_IN.ID_SHA256.eq(idSha256))
                .fetchOptional(mapping(SignIn::new));
    }

    /** Notes that it is in use. False if there is no such session. */
    public boolean touch(String idSha256) {
        return db.update(SIGN_IN)
                        .set(SIGN_IN.LAST_USED_AT, ctx.now())
                        .where(SIGN_IN.ID_SHA256.eq(idSha256))
                        .execute()
                == 1;
    }

    public boolean delete(String idSha256) {
        return db.deleteFrom(SIGN_IN).where(SIGN_IN.ID_SHA256.eq(idSha256)).execute() == 1;
    }

    public long count() {
        return db.fetchCount(SIGN_IN);
    }

    /** Ends all sessions that nobody used since. Returns how many. */
    public int deleteUnusedSince(Instant limit) {
        return db.deleteFrom(SIGN_IN).where(SIGN_IN.LAST_USED_AT.lt(limit)).execute();
    }
}
