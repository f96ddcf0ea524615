package org.tierwise.catalog.account;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.INVITATION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record7;
import org.jooq.SelectJoinStep;
import org.tierwise.catalog.TxContext;

/** Invitations that wait. An accepted or withdrawn one is removed; the activities remember it. */
public final class InvitationRepository {
    public static final Duration LIFE = Duration.ofDays(7);

    private final TxContext ctx;
    private final DSLContext db;

    public InvitationRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Invites somebody; an earlier invitation of the same email to the workspace ends. */
    public Invitation insert(long workspaceId, String tokenSha256, String email, WorkspaceRole role, String createdBy) {
        db.deleteFrom(INVITATION)
                .where(INVITATION.WORKSPACE_ID.eq(workspaceId))
                .and(INVITATION.EMAIL.eq(AccountRepository.key(email)))
                .execute();
        db.insertInto(INVITATION)
                .set(INVITATION.WORKSPACE_ID, workspaceId)
                .set(INVITATION.TOKEN_SHA256, tokenSha256)
                .set(INVITATION.EMAIL, AccountRepository.key(email))
                .set(INVITATION.ROLE, role.name())
                .set(INVITATION.CREATED_BY, createdBy)
                .set(INVITATION.CREATED_AT, ctx.now())
                .set(INVITATION.EXPIRES_AT, ctx.now().plus(LIFE))
                .execute();
        return find(tokenSha256).orElseThrow();
    }

    /** One that has not ended. */
    public Optional<Invitation> find(String tokenSha256) {
        return select().where(INVITATION.TOKEN_SHA256.eq(tokenSha256))
                .and(INVITATION.EXPIRES_AT.gt(ctx.now()))
                .fetchOptional(mapping(Invitation::new));
    }

    /** Those for an email that have not ended. */
    public List<Invitation> listFor(String email) {
        return select().where(INVITATION.EMAIL.eq(AccountRepository.key(email)))
                .and(INVITATION.EXPIRES_AT.gt(ctx.now()))
                .orderBy(INVITATION.ID)
                .fetch(mapping(Invitation::new));
    }

    /** Those of a workspace that have not ended, newest first. */
    public List<Invitation> list(long workspaceId) {
        return select().where(INVITATION.WORKSPACE_ID.eq(workspaceId))
                .and(INVITATION.EXPIRES_AT.gt(ctx.now()))
                .orderBy(INVITATION.ID.desc())
                .fetch(mapping(Invitation::new));
    }

    public boolean delete(long workspaceId, long id) {
        return db.deleteFrom(INVITATION)
                        .where(INVITATION.WORKSPACE_ID.eq(workspaceId))
                        .and(INVITATION.ID.eq(id))
                        .execute()
                == 1;
    }

    private SelectJoinStep<Record7<Long, Long, String, WorkspaceRole, String, Instant, Instant>> select() {
        return db.select(
                        INVITATION.WORKSPACE_ID,
                        INVITATION.ID,
                        INVITATION.EMAIL,
                        INVITATION.ROLE.convertFrom(WorkspaceRole::valueOf),
                        INVITATION.CREATED_BY,
                        INVITATION.CREATED_AT,
                        INVITATION.EXPIRES_AT)
                .from(INVITATION);
    }
}
