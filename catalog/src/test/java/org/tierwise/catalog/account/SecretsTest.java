package org.tierwise.catalog.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.StorageException;

class SecretsTest {
    private final PasswordHasher hasher = new PasswordHasher();
    private final PasswordRules rules = new PasswordRules();

    @TempDir
    Path folder;

    @Test
    void a_password_is_kept_as_argon2id_of_the_owasp_cost_and_only_itself_matches() {
        var hash = hasher.hash("correct horse battery staple");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.hash("correct horse battery staple")).isNotEqualTo(hash);
        assertThat(hasher.matches("correct horse battery staple", hash)).isTrue();
        assertThat(hasher.matches("correct horse battery stapl", hash)).isFalse();
        assertThat(hasher.matches("correct horse battery staple", null)).isFalse();
    }

    /** One of the reference program's own tests: phc-winner-argon2, src/test.c. */
    @Test
    void a_hash_of_another_program_is_understood() {
        var hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(hasher.matches("password", hash)).isTrue();
        assertThat(hasher.matches("passwore", hash)).isFalse();
    }

    @Test
    void passwords_that_are_short_long_or_guessed_early_are_refused_and_all_others_taken() {
        assertThat(rules.problem("short-One1!", List.of())).contains(PasswordRules.Problem.TOO_SHORT);
        assertThat(rules.problem("x".repeat(257), List.of())).contains(PasswordRules.Problem.TOO_LONG);
        assertThat(rules.problem("password1234", List.of())).contains(PasswordRules.Problem.EASY);
        assertThat(rules.problem("aaaaaaaaaaaaaaaa", List.of())).contains(PasswordRules.Problem.EASY);
        assertThat(rules.problem("tierwise2026", List.of())).contains(PasswordRules.Problem.EASY);
        assertThat(rules.problem("ada.lovelace1", List.of("ada.lovelace@bank.example", "Ada Lovelace")))
                .contains(PasswordRules.Problem.EASY);
        for (var leaked : List.of("fd7c6ms9uxhw", "EW4certhcmhy", "farida1a-rem710")) {
            assertThat(rules.problem(leaked, List.of())).as(leaked).contains(PasswordRules.Problem.EASY);
        }
        assertThat(rules.problem("correct horse battery staple", List.of())).isEmpty();
        assertThat(rules.problem("Übergrößenträger 愛してる ", List.of())).isEmpty();
    }

    /** RFC 6238, appendix B, the SHA-1 rows shortened to six digits. */
    @Test
    void codes_are_those_of_the_standard() {
        var secret = Totp.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        assertThat(Totp.code(secret, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(secret, 1111111109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(secret, 20000000000L / 30)).isEqualTo("353130");
    }

    @Test
    void a_code_counts_only_in_its_half_minute() {
        var secret = Totp.newSecret(new Secrets());
        var code = Totp.code(secret, 1000);
        assertThat(secret).hasSize(32);
        assertThat(Totp.encode(Totp.decode(secret))).isEqualTo(secret);
        assertThat(Totp.step(secret, code, Instant.ofEpochSecond(30_000))).hasValue(1000);
        assertThat(Totp.step(secret, code.substring(0, 3) + " " + code.substring(3), Instant.ofEpochSecond(30_029)))
                .hasValue(1000);
        assertThat(Totp.step(secret, code, Instant.ofEpochSecond(30_030))).isEmpty();
        assertThat(Totp.step(secret, "12345", Instant.ofEpochSecond(30_000))).isEmpty();
    }

    @Test
    void a_recovery_code_is_compared_as_people_write_it() {
        var code = new Secrets().recoveryCode();
        assertThat(code).matches("([2-9A-Z]{4}-){6}[2-9A-Z]{4}");
        assertThat(Secrets.recoveryHash(code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(Secrets.recoveryHash(code));
    }

    @Test
    void the_key_is_made_once_for_its_owner_and_opens_only_what_it_closed() throws Exception {
        var file = folder.resolve("key");
        var key = InstallationKey.in(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var closed = key.encrypt("JBSWY3DP", "totp 1");
        assertThat(closed).doesNotContain("JBSWY3DP");
        assertThat(InstallationKey.in(file).decrypt(closed, "totp 1")).isEqualTo("JBSWY3DP");
        assertThatThrownBy(() -> key.decrypt(closed, "totp 2")).isInstanceOf(StorageException.class);
        var other = InstallationKey.in(folder.resolve("other"));
        assertThatThrownBy(() -> other.decrypt(closed, "totp 1"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("another key");
        // A new key on a line before the old one: both can be read, the old one no longer encrypts.
        Files.writeString(file, Files.readString(folder.resolve("other")) + Files.readString(file));
        var both = InstallationKey.in(file);
        assertThat(both.decrypt(closed, "totp 1")).isEqualTo("JBSWY3DP");
        assertThat(other.decrypt(both.encrypt("new", "totp 1"), "totp 1")).isEqualTo("new");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> InstallationKey.in(file)).hasMessageContaining("damaged");
    }
}
