package org.tierwise.catalog.account;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.ACCOUNT;
import static org.tierwise.catalog.schema.Tables.API_TOKEN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record9;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;

/** The keys of programs. Only hashes are kept. */
public final class ApiTokenRepository {
    /** A key that lives longer than a year is forgotten, not needed. */
    public static final Duration LIFE_MAX = Duration.ofDays(366);

    private final TxContext ctx;
    private final DSLContext db;

    public ApiTokenRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** What a new token may do and until when. */
    public record Grant(String name, WorkspaceRole role, Instant expiresAt) {}

    public long insert(long workspaceId, String tokenSha256, @Nullable Long accountId, String createdBy, Grant grant) {
        return db.insertInto(API_TOKEN)
                .set(API_TOKEN.WORKSPACE_ID, workspaceId)
                .set(API_TOKEN.TOKEN_SHA256, tokenSha256)
                .set(API_TOKEN.NAME, grant.name())
                .set(API_TOKEN.ACCOUNT_ID, accountId)
                .set(API_TOKEN.ROLE, grant.role().name())
                .set(API_TOKEN.CREATED_BY, createdBy)
                .set(API_TOKEN.CREATED_AT, ctx.now())
                .set(API_TOKEN.EXPIRES_AT, grant.expiresAt())
                .returningResult(API_TOKEN.ID)
                .fetchSingle()
                .value1();
    }

    /** A token that has not ended and whose maker may sign in. */
    public Optional<ApiToken> find(String tokenSha256) {
        return select().where(API_TOKEN.TOKEN_SHA256.eq(tokenSha256))
                .and(API_TOKEN.EXPIRES_AT.gt(ctx.now()))
                .and(API_TOKEN.ACCOUNT_ID.isNull().or(ACCOUNT.DISABLED.isFalse()))
                .fetchOptional(mapping(ApiToken::new));
    }

    /** The tokens of a workspace, newest first, ended ones included. */
    public List<ApiToken> list(long workspaceId) {
        return select().where(API_TOKEN.WORKSPACE_ID.eq(workspaceId))
                .orderBy(API_TOKEN.ID.desc())
                .fetch(mapping(ApiToken::new));
    }

    public boolean delete(long workspaceId, long id) {
        return db.deleteFrom(API_TOKEN)
                        .where(API_TOKEN.WORKSPACE_ID.eq(workspaceId))
                        .and(API_TOKEN.ID.eq(id))
                        .execute()
                == 1;
    }

    public void touch(long workspaceId, long id) {
        db.update(API_TOKEN)
                .set(API_TOKEN.LAST_USED_AT, ctx.now())
                .where(API_TOKEN.WORKSPACE_ID.eq(workspaceId))
                .and(API_TOKEN.ID.eq(id))
                .execute();
    }

    private SelectOnConditionStep<
                    Record9<Long, Long, String, Account, WorkspaceRole, String, Instant, Instant, Instant>>
            select() {
        return db.select(
                        API_TOKEN.WORKSPACE_ID,
                        API_TOKEN.ID,
                        API_TOKEN.NAME,
                        AccountSql.accountOrNone(),
                        API_TOKEN.ROLE.convertFrom(WorkspaceRole::valueOf),
                        API_TOKEN.CREATED_BY,
                        API_TOKEN.CREATED_AT,
                        API_TOKEN.EXPIRES_AT,
                        API_TOKEN.LAST_USED_AT)
                .from(API_TOKEN)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(API_TOKEN.ACCOUNT_ID));
    }
}
