package org.tierwise.catalog.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.SIGN_IN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class SignInRepositoryContract extends RepositoryContract {
    private static final SignInRepository.From HERE = new SignInRepository.From("Firefox", "192.0.2.1");

    private String open(@Nullable Long account, SignIn.Stage stage) {
        var hash = Digest.sha256("secret " + workspace + " " + account + " " + stage);
        tx.writing(ctx -> new SignInRepository(ctx).insert(hash, account, stage, false, HERE));
        return hash;
    }

    private Optional<SignIn> found(String hash) {
        return tx.read(ctx -> new SignInRepository(ctx).find(hash));
    }

    private List<SignIn> listed(Account account) {
        return tx.read(ctx -> new SignInRepository(ctx).list(account.id()));
    }

    private Account person(String email) {
        return tx.write(ctx -> new AccountRepository(ctx).insert(workspace + email, "Ada", false));
    }

    @Test
    void a_session_is_found_by_its_hash_until_it_ends() {
        var hash = open(null, SignIn.Stage.OPEN);

        assertThat(found(hash).orElseThrow())
                .isEqualTo(new SignIn(hash, null, SignIn.Stage.OPEN, false, "Firefox", "192.0.2.1", NOW, NOW));
        boolean touched = tx.write(ctx -> new SignInRepository(ctx).touch(hash));
        tx.writing(ctx -> {
            int ended = new SignInRepository(ctx).deleteEnded();
            assertThat(ended).isNotNegative();
        });
        assertThat(found(hash).isPresent()).as("others may have ended").isTrue();
        boolean closed = tx.write(ctx -> new SignInRepository(ctx).delete(hash));

        assertThat(touched).isTrue();
        assertThat(closed).isTrue();
        assertThat(found(hash).isPresent()).isFalse();
    }

    @Test
    void a_session_of_a_disabled_account_is_none() {
        var person = person("a@example.com");
        var hash = open(person.id(), SignIn.Stage.OPEN);
        assertThat(tx.read(ctx -> new SignInRepository(ctx).find(hash))
                        .orElseThrow()
                        .account())
                .isEqualTo(person);

        tx.writing(ctx -> new AccountRepository(ctx).setDisabled(person.id(), true));

        assertThat(found(hash).isPresent()).isFalse();
    }

    @Test
    void one_ends_only_sessions_of_ones_own() {
        var ada = person("b@example.com");
        var eve = person("c@example.com");
        var hash = open(ada.id(), SignIn.Stage.OPEN);

        boolean foreign = tx.write(ctx -> new SignInRepository(ctx).delete(eve.id(), hash));
        assertThat(foreign).isFalse();
        assertThat(listed(ada)).hasSize(1);
        int others = tx.write(ctx -> new SignInRepository(ctx).deleteOthers(ada.id(), "kept"));
        assertThat(others).isEqualTo(1);
    }

    @Test
    void a_half_done_sign_in_is_not_listed_as_a_session() {
        var ada = person("d@example.com");
        var hash = open(ada.id(), SignIn.Stage.SECOND_FACTOR);
        assertThat(listed(ada)).isEmpty();
        assertThat(tx.read(ctx -> new SignInRepository(ctx).find(hash))
                        .orElseThrow()
                        .stage())
                .isEqualTo(SignIn.Stage.SECOND_FACTOR);
    }

    @Test
    void a_session_ends_by_itself_after_rest_and_after_a_day() {
        var ada = person("e@example.com");
        var resting = open(ada.id(), SignIn.Stage.OPEN);
        age(resting, Duration.ofHours(8).minusSeconds(1), Duration.ofHours(8).minusSeconds(1));
        assertThat(found(resting).isPresent()).isTrue();
        age(resting, Duration.ofHours(8), Duration.ofHours(8));
        assertThat(found(resting).isPresent()).isFalse();
        age(resting, Duration.ofHours(24), Duration.ZERO);
        assertThat(found(resting).isPresent()).isFalse();

        var link = open(null, SignIn.Stage.OPEN);
        age(link, Duration.ofDays(29), Duration.ofDays(20));
        assertThat(found(link).isPresent()).isTrue();
        age(link, Duration.ofDays(31), Duration.ofHours(1));
        assertThat(found(link).isPresent()).isFalse();

        var half = open(ada.id(), SignIn.Stage.SECOND_FACTOR);
        age(half, Duration.ofMinutes(10), Duration.ZERO);
        assertThat(found(half).isPresent()).isFalse();
    }

    @Test
    void a_session_from_before_the_clock_was_set_back_has_ended() {
        var ada = person("f@example.com");
        for (var account : java.util.Arrays.asList(ada.id(), null)) {
            var hash = open(account, SignIn.Stage.OPEN);
            age(hash, Duration.ofMinutes(-4), Duration.ofMinutes(-4));
            assertThat(found(hash).isPresent()).isTrue();
            age(hash, Duration.ofMinutes(-6), Duration.ZERO);
            assertThat(found(hash).isPresent()).isFalse();
        }
        tx.writing(ctx -> {
            int ended = new SignInRepository(ctx).deleteEnded();
            assertThat(ended).isGreaterThanOrEqualTo(2);
        });
    }

    private void age(String hash, Duration sinceCreated, Duration sinceUsed) {
        tx.writing(ctx -> ctx.dsl()
                .update(SIGN_IN)
                .set(SIGN_IN.CREATED_AT, NOW.minus(sinceCreated))
                .set(SIGN_IN.LAST_USED_AT, NOW.minus(sinceUsed))
                .where(SIGN_IN.ID_SHA256.eq(hash))
                .execute());
    }
}
