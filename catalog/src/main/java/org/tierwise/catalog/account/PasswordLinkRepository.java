package org.tierwise.catalog.account;

import static org.tierwise.catalog.account.AccountSql.account;
import static org.tierwise.catalog.schema.Tables.ACCOUNT;
import static org.tierwise.catalog.schema.Tables.PASSWORD_LINK;

import java.time.Duration;
import java.util.Optional;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** Links with which somebody chooses a new password, once. */
public final class PasswordLinkRepository {
    public static final Duration LIFE = Duration.ofHours(24);

    private final TxContext ctx;
    private final DSLContext db;

    public PasswordLinkRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Makes a link; earlier ones of the account end. */
    public void insert(long accountId, String tokenSha256) {
        deleteOf(accountId);
        db.insertInto(PASSWORD_LINK)
                .set(PASSWORD_LINK.TOKEN_SHA256, tokenSha256)
                .set(PASSWORD_LINK.ACCOUNT_ID, accountId)
                .set(PASSWORD_LINK.EXPIRES_AT, ctx.now().plus(LIFE))
                .execute();
    }

    /** Whose link it is, if it has not ended. */
    public Optional<Account> find(String tokenSha256) {
        return db.select(account())
                .from(PASSWORD_LINK)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(PASSWORD_LINK.ACCOUNT_ID))
                .where(PASSWORD_LINK.TOKEN_SHA256.eq(tokenSha256))
                .and(PASSWORD_LINK.EXPIRES_AT.gt(ctx.now()))
                .and(ACCOUNT.DISABLED.isFalse())
                .fetchOptional(found -> found.value1());
    }

    public void deleteOf(long accountId) {
        db.deleteFrom(PASSWORD_LINK)
                .where(PASSWORD_LINK.ACCOUNT_ID.eq(accountId))
                .execute();
    }
}
