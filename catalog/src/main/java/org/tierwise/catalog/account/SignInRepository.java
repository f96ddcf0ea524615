package org.tierwise.catalog.account;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.ACCOUNT;
import static org.tierwise.catalog.schema.Tables.SIGN_IN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;

/** The sessions of this installation. */
public final class SignInRepository {
    /** So long a session may rest; the working day of ASVS 7.3.1. */
    public static final Duration IDLE_MAX = Duration.ofHours(8);
    /** So long a session lives at most (ASVS 7.3.2). */
    public static final Duration AGE_MAX = Duration.ofHours(24);
    /** The holder of the link has this machine's files anyway; a shorter life would only mean more copied links. */
    public static final Duration LINK_AGE_MAX = Duration.ofDays(30);
    /** Time to type the code of the second factor. */
    public static final Duration SECOND_FACTOR_MAX = Duration.ofMinutes(10);

    private static final int AGENT_MAX = 300;
    private static final int ADDRESS_MAX = 60;

    private final TxContext ctx;
    private final DSLContext db;

    public SignInRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Where a sign-in comes from, as the list of sessions shows it. */
    public record From(String agent, String address) {}

    /**
     * Begins a session.
     *
     * @param accountId missing for the holder of the sign-in link
     */
    public void insert(String idSha256, @Nullable Long accountId, SignIn.Stage stage, boolean secondFactor, From from) {
        db.insertInto(SIGN_IN)
                .set(SIGN_IN.ID_SHA256, idSha256)
                .set(SIGN_IN.ACCOUNT_ID, accountId)
                .set(SIGN_IN.STAGE, stage.name())
                .set(SIGN_IN.SECOND_FACTOR, secondFactor)
                .set(SIGN_IN.AGENT, cut(from.agent(), AGENT_MAX))
                .set(SIGN_IN.ADDRESS, cut(from.address(), ADDRESS_MAX))
                .set(SIGN_IN.CREATED_AT, ctx.now())
                .set(SIGN_IN.LAST_USED_AT, ctx.now())
                .execute();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** A session that has not ended and whose account may sign in. */
    public Optional<SignIn> find(String idSha256) {
        return select().where(SIGN_IN.ID_SHA256.eq(idSha256)).and(alive()).fetchOptional(mapping(SignIn::new));
    }

    /** The sessions of an account, latest used first; of the holders of the link if it is missing. */
    public List<SignIn> list(@Nullable Long accountId) {
        return select().where(of(accountId))
                .and(alive())
                .and(SIGN_IN.STAGE.eq(SignIn.Stage.OPEN.name()))
                .orderBy(SIGN_IN.LAST_USED_AT.desc(), SIGN_IN.ID_SHA256)
                .fetch(mapping(SignIn::new));
    }

    /** Sessions that are open now. */
    public int count() {
        return db.selectCount()
                .from(SIGN_IN)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(SIGN_IN.ACCOUNT_ID))
                .where(alive())
                .and(SIGN_IN.STAGE.eq(SignIn.Stage.OPEN.name()))
                .fetchSingle()
                .value1();
    }

    private static Condition of(@Nullable Long accountId) {
        return accountId == null ? SIGN_IN.ACCOUNT_ID.isNull() : SIGN_IN.ACCOUNT_ID.eq(accountId);
    }

    private Condition alive() {
        var now = ctx.now();
        var link = SIGN_IN.ACCOUNT_ID.isNull().and(SIGN_IN.CREATED_AT.gt(now.minus(LINK_AGE_MAX)));
        var person = ACCOUNT.DISABLED
                .isFalse()
                .and(SIGN_IN.LAST_USED_AT.gt(now.minus(IDLE_MAX)))
                .and(SIGN_IN.CREATED_AT.gt(now.minus(AGE_MAX)));
        var ready = SIGN_IN.STAGE.eq(SignIn.Stage.OPEN.name()).or(SIGN_IN.CREATED_AT.gt(now.minus(SECOND_FACTOR_MAX)));
        return link.or(person).and(ready).and(SIGN_IN.CREATED_AT.le(ctx.latestNow()));
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

    /** Ends one of the account's own sessions. False if it is another's. */
    public boolean delete(@Nullable Long accountId, String idSha256) {
        return db.deleteFrom(SIGN_IN)
                        .where(SIGN_IN.ID_SHA256.eq(idSha256))
                        .and(of(accountId))
                        .execute()
                == 1;
    }

    /** Ends all sessions of an account but one. Returns how many. */
    public int deleteOthers(@Nullable Long accountId, String keptSha256) {
        return db.deleteFrom(SIGN_IN)
                .where(of(accountId))
                .and(SIGN_IN.ID_SHA256.ne(keptSha256))
                .execute();
    }

    /** Ends all sessions of an account. */
    public void deleteAll(long accountId) {
        db.deleteFrom(SIGN_IN).where(SIGN_IN.ACCOUNT_ID.eq(accountId)).execute();
    }

    /** Removes what has ended. Returns how many. */
    public int deleteEnded() {
        var now = ctx.now();
        return db.deleteFrom(SIGN_IN)
                .where(SIGN_IN.CREATED_AT.lt(now.minus(LINK_AGE_MAX)))
                .or(SIGN_IN.CREATED_AT.gt(ctx.latestNow()))
                .or(SIGN_IN.ACCOUNT_ID
                        .isNotNull()
                        .and(SIGN_IN.LAST_USED_AT
                                .lt(now.minus(IDLE_MAX))
                                .or(SIGN_IN.CREATED_AT.lt(now.minus(AGE_MAX)))))
                .execute();
    }

    private SelectOnConditionStep<
                    org.jooq.Record8<String, Account, SignIn.Stage, Boolean, String, String, Instant, Instant>>
            select() {
        return db.select(
                        SIGN_IN.ID_SHA256,
                        AccountSql.accountOrNone(),
                        SIGN_IN.STAGE.convertFrom(SignIn.Stage::valueOf),
                        SIGN_IN.SECOND_FACTOR,
                        SIGN_IN.AGENT,
                        SIGN_IN.ADDRESS,
                        SIGN_IN.CREATED_AT,
                        SIGN_IN.LAST_USED_AT)
                .from(SIGN_IN)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(SIGN_IN.ACCOUNT_ID));
    }
}
