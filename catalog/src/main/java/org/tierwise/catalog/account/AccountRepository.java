package org.tierwise.catalog.account;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.account.AccountSql.account;
import static org.tierwise.catalog.schema.Tables.ACCOUNT;
import static org.tierwise.catalog.schema.Tables.KNOWN_DEVICE;
import static org.tierwise.catalog.schema.Tables.MEMBERSHIP;
import static org.tierwise.catalog.schema.Tables.RECOVERY_CODE;
import static org.tierwise.catalog.schema.Tables.WORKSPACE;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.workspace.Workspace;

/** The accounts of this installation, and who is a member of which workspace. */
public final class AccountRepository {
    /** A browser that was not used for so long is a stranger again. */
    private static final Duration DEVICE_MAX = Duration.ofDays(90);

    private final TxContext ctx;
    private final DSLContext db;

    public AccountRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** How emails are compared. */
    public static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Makes an account that cannot sign in yet: it has no password and no identity elsewhere. */
    public Account insert(String email, String name, boolean operator) {
        long id = db.insertInto(ACCOUNT)
                .set(ACCOUNT.EMAIL, email.strip())
                .set(ACCOUNT.EMAIL_KEY, key(email))
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.OPERATOR, operator)
                .set(ACCOUNT.DISABLED, false)
                .set(ACCOUNT.TOTP_STEP, 0L)
                .set(ACCOUNT.CREATED_AT, ctx.now())
                .returningResult(ACCOUNT.ID)
                .fetchSingle()
                .value1();
        return find(id).orElseThrow();
    }

    public Optional<Account> find(long id) {
        return db.select(account()).from(ACCOUNT).where(ACCOUNT.ID.eq(id)).fetchOptional(found -> found.value1());
    }

    public Optional<Account> findByEmail(String email) {
        return db.select(account())
                .from(ACCOUNT)
                .where(ACCOUNT.EMAIL_KEY.eq(key(email)))
                .fetchOptional(found -> found.value1());
    }

    /** By an identity of an OpenID provider: issuer and subject together, never the email (ASVS 6.8.1). */
    public Optional<Account> findByIdentity(String issuer, String subject) {
        return db.select(account())
                .from(ACCOUNT)
                .where(ACCOUNT.OIDC_ISSUER.eq(issuer))
                .and(ACCOUNT.OIDC_SUBJECT.eq(subject))
                .fetchOptional(found -> found.value1());
    }

    /** By name. */
    public List<Account> list() {
        return db.select(account()).from(ACCOUNT).orderBy(ACCOUNT.EMAIL_KEY).fetch(found -> found.value1());
    }

    /** Whether somebody could sign in and run the installation. */
    public boolean hasOperator() {
        return db.fetchExists(db.selectOne()
                .from(ACCOUNT)
                .where(ACCOUNT.OPERATOR.isTrue())
                .and(ACCOUNT.DISABLED.isFalse())
                .and(ACCOUNT.PASSWORD_HASH.isNotNull().or(ACCOUNT.OIDC_SUBJECT.isNotNull())));
    }

    public Optional<Credentials> credentials(long id) {
        return db.select(ACCOUNT.ID, ACCOUNT.PASSWORD_HASH, ACCOUNT.TOTP_SECRET, ACCOUNT.TOTP_STEP, ACCOUNT.DISABLED)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(mapping(Credentials::new));
    }

    public void setName(long id, String name) {
        db.update(ACCOUNT).set(ACCOUNT.NAME, name).where(ACCOUNT.ID.eq(id)).execute();
    }

    public void setPassword(long id, String hash) {
        db.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    public void setIdentity(long id, String issuer, String subject) {
        db.update(ACCOUNT)
                .set(ACCOUNT.OIDC_ISSUER, issuer)
                .set(ACCOUNT.OIDC_SUBJECT, subject)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    public void setOperator(long id, boolean operator) {
        db.update(ACCOUNT)
                .set(ACCOUNT.OPERATOR, operator)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    public void setDisabled(long id, boolean disabled) {
        db.update(ACCOUNT)
                .set(ACCOUNT.DISABLED, disabled)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /** Removes the second factor, and its recovery codes with it. */
    public void removeSecondFactor(long id) {
        setSecondFactor(id, null, List.of(), 0);
    }

    /**
     * Sets up the second factor.
     *
     * @param usedStep time step of the code that showed that the app has the secret; it is used up
     */
    public void setSecondFactor(
            long id, @Nullable String encryptedSecret, Collection<String> codeHashes, long usedStep) {
        db.update(ACCOUNT)
                .set(ACCOUNT.TOTP_SECRET, encryptedSecret)
                .set(ACCOUNT.TOTP_STEP, usedStep)
                .where(ACCOUNT.ID.eq(id))
                .execute();
        db.deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.ACCOUNT_ID.eq(id)).execute();
        for (var hash : codeHashes) {
            db.insertInto(RECOVERY_CODE)
                    .set(RECOVERY_CODE.ACCOUNT_ID, id)
                    .set(RECOVERY_CODE.CODE_SHA256, hash)
                    .execute();
        }
    }

    /** Uses up the code of a time step. False if it, or a later one, was used before. */
    public boolean useStep(long id, long step) {
        return db.update(ACCOUNT)
                        .set(ACCOUNT.TOTP_STEP, step)
                        .where(ACCOUNT.ID.eq(id))
                        .and(ACCOUNT.TOTP_STEP.lt(step))
                        .execute()
                == 1;
    }

    /** Uses up a recovery code. False if there is no such code. */
    public boolean useRecoveryCode(long id, String codeSha256) {
        return db.deleteFrom(RECOVERY_CODE)
                        .where(RECOVERY_CODE.ACCOUNT_ID.eq(id))
                        .and(RECOVERY_CODE.CODE_SHA256.eq(codeSha256))
                        .execute()
                == 1;
    }

    public int recoveryCodesLeft(long id) {
        return db.fetchCount(RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID.eq(id));
    }

    /** Remembers a browser in which the person signed in. */
    public void rememberDevice(long id, String deviceSha256) {
        db.deleteFrom(KNOWN_DEVICE)
                .where(KNOWN_DEVICE.LAST_USED_AT.lt(ctx.now().minus(DEVICE_MAX)))
                .execute();
        db.insertInto(KNOWN_DEVICE)
                .set(KNOWN_DEVICE.ACCOUNT_ID, id)
                .set(KNOWN_DEVICE.DEVICE_SHA256, deviceSha256)
                .set(KNOWN_DEVICE.LAST_USED_AT, ctx.now())
                .onConflict(KNOWN_DEVICE.ACCOUNT_ID, KNOWN_DEVICE.DEVICE_SHA256)
                .doUpdate()
                .set(KNOWN_DEVICE.LAST_USED_AT, ctx.now())
                .execute();
    }

    public boolean knowsDevice(long id, String deviceSha256) {
        return db.fetchExists(
                KNOWN_DEVICE,
                KNOWN_DEVICE
                        .ACCOUNT_ID
                        .eq(id)
                        .and(KNOWN_DEVICE.DEVICE_SHA256.eq(deviceSha256))
                        .and(KNOWN_DEVICE.LAST_USED_AT.ge(ctx.now().minus(DEVICE_MAX))));
    }

    /** Makes somebody a member, or changes the role of a member. */
    public void setMember(long workspaceId, long accountId, WorkspaceRole role) {
        db.insertInto(MEMBERSHIP)
                .set(MEMBERSHIP.WORKSPACE_ID, workspaceId)
                .set(MEMBERSHIP.ACCOUNT_ID, accountId)
                .set(MEMBERSHIP.ROLE, role.name())
                .onConflict(MEMBERSHIP.WORKSPACE_ID, MEMBERSHIP.ACCOUNT_ID)
                .doUpdate()
                .set(MEMBERSHIP.ROLE, role.name())
                .execute();
    }

    public boolean removeMember(long workspaceId, long accountId) {
        return db.deleteFrom(MEMBERSHIP)
                        .where(MEMBERSHIP.WORKSPACE_ID.eq(workspaceId))
                        .and(MEMBERSHIP.ACCOUNT_ID.eq(accountId))
                        .execute()
                == 1;
    }

    /** By email. */
    public List<Member> members(long workspaceId) {
        return db.select(
                        ACCOUNT.ID,
                        ACCOUNT.EMAIL,
                        ACCOUNT.NAME,
                        MEMBERSHIP.ROLE.convertFrom(WorkspaceRole::valueOf),
                        ACCOUNT.DISABLED)
                .from(MEMBERSHIP)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(MEMBERSHIP.ACCOUNT_ID))
                .where(MEMBERSHIP.WORKSPACE_ID.eq(workspaceId))
                .orderBy(ACCOUNT.EMAIL_KEY)
                .fetch(mapping(Member::new));
    }

    /** The workspaces of an account, oldest first. */
    public List<Membership> memberships(long accountId) {
        return db.select(
                        row(
                                        WORKSPACE.ID,
                                        WORKSPACE.NAME,
                                        WORKSPACE.KIND.convertFrom(Workspace.Kind::valueOf),
                                        WORKSPACE.CREATED_AT)
                                .mapping(Workspace::new),
                        MEMBERSHIP.ROLE.convertFrom(WorkspaceRole::valueOf))
                .from(MEMBERSHIP)
                .join(WORKSPACE)
                .on(WORKSPACE.ID.eq(MEMBERSHIP.WORKSPACE_ID))
                .where(MEMBERSHIP.ACCOUNT_ID.eq(accountId))
                .orderBy(WORKSPACE.ID)
                .fetch(mapping(Membership::new));
    }
}
