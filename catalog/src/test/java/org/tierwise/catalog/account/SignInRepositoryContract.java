package org.tierwise.catalog.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class SignInRepositoryContract extends RepositoryContract {
    @Test
    void a_session_is_found_by_its_hash_until_it_ends() {
        var hash = Digest.sha256("secret " + workspace);
        tx.writing(ctx -> new SignInRepository(ctx).insert(hash));

        assertThat(tx.read(ctx -> new SignInRepository(ctx).find(hash)).orElseThrow())
                .isEqualTo(new SignIn(hash, NOW, NOW));
        boolean touched = tx.write(ctx -> new SignInRepository(ctx).touch(hash));
        int expired = tx.write(ctx -> new SignInRepository(ctx).deleteUnusedSince(NOW));
        boolean ended = tx.write(ctx -> new SignInRepository(ctx).delete(hash));

        assertThat(touched).isTrue();
        assertThat(expired).isZero();
        assertThat(ended).isTrue();
        assertThat(tx.read(ctx -> new SignInRepository(ctx).find(hash)).isPresent())
                .isFalse();
    }
}
