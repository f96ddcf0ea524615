package org.tierwise.catalog.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.ATTEMPT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class AccountRepositoryContract extends RepositoryContract {
    private static AccountRepository accounts(TxContext ctx) {
        return new AccountRepository(ctx);
    }

    private Account person(String name) {
        return tx.write(ctx -> accounts(ctx).insert(name + workspace + "@Example.com", name, false));
    }

    @Test
    void an_account_is_found_by_its_email_however_it_is_written() {
        var ada = person("Ada");
        Optional<Account> found = tx.read(ctx -> accounts(ctx).findByEmail("  ada" + workspace + "@EXAMPLE.com "));
        assertThat(found).contains(ada);
        assertThat(ada.password()).isFalse();
        assertThat(ada.email()).isEqualTo("Ada" + workspace + "@Example.com");
    }

    @Test
    void an_identity_elsewhere_is_issuer_and_subject_together() {
        var ada = person("Ada");
        tx.writing(ctx -> accounts(ctx).setIdentity(ada.id(), "https://a.example", "s" + workspace));
        Optional<Account> same = tx.read(ctx -> accounts(ctx).findByIdentity("https://a.example", "s" + workspace));
        Optional<Account> other = tx.read(ctx -> accounts(ctx).findByIdentity("https://b.example", "s" + workspace));
        assertThat(same.map(Account::id)).contains(ada.id());
        assertThat(other).isEmpty();
    }

    @Test
    void a_member_has_one_role_a_workspace_and_leaves_with_it() {
        var ada = person("Ada");
        tx.writing(ctx -> accounts(ctx).setMember(workspace, ada.id(), WorkspaceRole.VIEWER));
        tx.writing(ctx -> accounts(ctx).setMember(workspace, ada.id(), WorkspaceRole.ADMIN));
        List<Membership> memberships = tx.read(ctx -> accounts(ctx).memberships(ada.id()));
        List<Member> members = tx.read(ctx -> accounts(ctx).members(workspace));
        assertThat(memberships).hasSize(1);
        assertThat(memberships.getFirst().workspace().id()).isEqualTo(workspace);
        assertThat(members).containsExactly(new Member(ada.id(), ada.email(), "Ada", WorkspaceRole.ADMIN, false));
        boolean removed = tx.write(ctx -> accounts(ctx).removeMember(workspace, ada.id()));
        boolean again = tx.write(ctx -> accounts(ctx).removeMember(workspace, ada.id()));
        assertThat(removed).isTrue();
        assertThat(again).isFalse();
    }

    @Test
    void codes_work_once() {
        var ada = person("Ada");
        tx.writing(ctx -> accounts(ctx).setSecondFactor(ada.id(), "closed", List.of("h1", "h2"), 5));
        List<Boolean> used = tx.write(ctx -> List.of(
                accounts(ctx).useStep(ada.id(), 7),
                accounts(ctx).useStep(ada.id(), 7),
                accounts(ctx).useStep(ada.id(), 6),
                accounts(ctx).useStep(ada.id(), 8),
                accounts(ctx).useRecoveryCode(ada.id(), "h1"),
                accounts(ctx).useRecoveryCode(ada.id(), "h1")));
        assertThat(used).containsExactly(true, false, false, true, true, false);
        int left = tx.read(ctx -> accounts(ctx).recoveryCodesLeft(ada.id()));
        assertThat(left).isEqualTo(1);
    }

    @Test
    void a_device_is_known_to_its_account_only() {
        var ada = person("Ada");
        var eve = person("Eve");
        tx.writing(ctx -> accounts(ctx).rememberDevice(ada.id(), "d"));
        tx.writing(ctx -> accounts(ctx).rememberDevice(ada.id(), "d"));
        List<Boolean> known = tx.read(ctx ->
                List.of(accounts(ctx).knowsDevice(ada.id(), "d"), accounts(ctx).knowsDevice(eve.id(), "d")));
        assertThat(known).containsExactly(true, false);
    }

    @Test
    void guesses_are_taken_from_all_allowances_or_from_none() {
        var pair = "pair" + workspace;
        var whole = "whole" + workspace;
        Map<String, Allowance> limits = Map.of(pair, new Allowance(2, 2), whole, new Allowance(3, 60));
        List<Duration> waits = tx.write(ctx -> {
            var attempts = new AttemptRepository(ctx);
            return List.of(
                    attempts.take(limits),
                    attempts.take(limits),
                    attempts.take(limits),
                    attempts.take(Map.of(whole, new Allowance(3, 60))),
                    attempts.take(Map.of(whole, new Allowance(3, 60))));
        });
        assertThat(waits)
                .containsExactly(
                        Duration.ZERO, Duration.ZERO, Duration.ofMinutes(30), Duration.ZERO, Duration.ofMinutes(1));
        tx.writing(ctx -> new AttemptRepository(ctx).giveBack(limits));
        Duration after = tx.write(ctx -> new AttemptRepository(ctx).take(limits));
        assertThat(after).isZero();
    }

    @Test
    void guesses_come_back_after_the_clock_was_set_back() {
        var limits = Map.of("whole" + workspace, new Allowance(1, 60));
        var subject = ATTEMPT.SUBJECT_SHA256.eq(Digest.sha256("whole" + workspace));
        Duration first = tx.write(ctx -> new AttemptRepository(ctx).take(limits));
        assertThat(first).isZero();
        tx.writing(ctx -> ctx.dsl()
                .update(ATTEMPT)
                .set(ATTEMPT.UPDATED_AT, NOW.plus(Duration.ofDays(400)))
                .where(subject)
                .execute());
        Duration second = tx.write(ctx -> new AttemptRepository(ctx).take(limits));
        assertThat(second).isEqualTo(Duration.ofMinutes(1));
        var since = tx.read(ctx -> ctx.dsl()
                .select(ATTEMPT.UPDATED_AT)
                .from(ATTEMPT)
                .where(subject)
                .fetchSingle()
                .value1());
        assertThat(since).isEqualTo(NOW);
    }

    @Test
    void an_invitation_counts_once_for_its_email_until_it_ends() {
        var first = Digest.sha256("1 " + workspace);
        var second = Digest.sha256("2 " + workspace);
        tx.write(ctx -> new InvitationRepository(ctx)
                .insert(workspace, first, "Ada@Example.com", WorkspaceRole.EDITOR, "owner"));
        var newer = tx.write(ctx -> new InvitationRepository(ctx)
                .insert(workspace, second, "ada@example.com", WorkspaceRole.VIEWER, "owner"));
        Optional<Invitation> ended = tx.read(ctx -> new InvitationRepository(ctx).find(first));
        List<Invitation> waiting = tx.read(ctx -> new InvitationRepository(ctx).list(workspace));
        assertThat(ended).isEmpty();
        assertThat(waiting).containsExactly(newer);
        assertThat(newer.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void a_token_ends_with_its_time_and_with_its_maker() {
        var ada = person("Ada");
        var good = Digest.sha256("good " + workspace);
        var late = Digest.sha256("late " + workspace);
        tx.writing(ctx -> {
            var tokens = new ApiTokenRepository(ctx);
            tokens.insert(
                    workspace,
                    good,
                    ada.id(),
                    "Ada",
                    new ApiTokenRepository.Grant("ci", WorkspaceRole.EDITOR, NOW.plusSeconds(1)));
            tokens.insert(
                    workspace,
                    late,
                    ada.id(),
                    "Ada",
                    new ApiTokenRepository.Grant("old", WorkspaceRole.EDITOR, NOW.minusSeconds(1)));
        });
        assertThat(token(good).orElseThrow().account()).isEqualTo(ada);
        assertThat(token(late)).isEmpty();
        List<ApiToken> listed = tx.read(ctx -> new ApiTokenRepository(ctx).list(workspace));
        assertThat(listed).extracting(ApiToken::name).containsExactly("old", "ci");
        tx.writing(ctx -> accounts(ctx).setDisabled(ada.id(), true));
        assertThat(token(good)).isEmpty();
    }

    private Optional<ApiToken> token(String hash) {
        return tx.read(ctx -> new ApiTokenRepository(ctx).find(hash));
    }

    @Test
    void an_operator_who_cannot_sign_in_is_none() {
        var person = person("Op");
        tx.writing(ctx -> accounts(ctx).setOperator(person.id(), true));
        boolean without = tx.read(ctx -> accounts(ctx).hasOperator());
        tx.writing(ctx -> accounts(ctx).setPassword(person.id(), "$argon2id$"));
        boolean with = tx.read(ctx -> accounts(ctx).hasOperator());
        tx.writing(ctx -> accounts(ctx).setDisabled(person.id(), true));
        boolean disabled = tx.read(ctx -> accounts(ctx).hasOperator());
        assertThat(List.of(without, with, disabled)).containsExactly(false, true, false);
    }
}
