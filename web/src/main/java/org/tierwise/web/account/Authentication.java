package org.tierwise.web.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.Allowance;
import org.tierwise.catalog.account.AttemptRepository;
import org.tierwise.catalog.account.Credentials;
import org.tierwise.catalog.account.InstallationKey;
import org.tierwise.catalog.account.PasswordHasher;
import org.tierwise.catalog.account.PasswordRules;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.Totp;

/**
 * Whether somebody is the person of an account: password, one-time code, recovery code.
 *
 * <p>Guesses are limited by account and address together, by account and by address, so that neither one guesser with
 * many names nor many guessers with one name get far; no account is ever locked. A browser in which the person signed in
 * before has an allowance of its own, so that guesses made elsewhere never keep the person out. Unknown emails cost the
 * same work and get the same answer as wrong passwords. Safe for concurrent use.
 */
public final class Authentication {
    private static final Allowance PAIR = new Allowance(10, 10);
    private static final Allowance ACCOUNT = new Allowance(50, 50);
    private static final Allowance ADDRESS = new Allowance(100, 100);
    private static final Allowance DEVICE = new Allowance(10, 20);
    /** A code has six digits: 20 guesses an hour find it in years. */
    private static final Allowance CODE = new Allowance(10, 20);

    private final Tx tx;
    private final PasswordHasher hasher;
    private final InstallationKey key;

    public Authentication(Tx tx, PasswordHasher hasher, InstallationKey key) {
        this.tx = tx;
        this.hasher = hasher;
        this.key = key;
    }

    /**
     * What came of an attempt.
     *
     * @param account the person, if the secret was right
     * @param pause how long to wait if there were too many guesses, else zero
     */
    public record Outcome(@Nullable Account account, Duration pause) {
        static final Outcome WRONG = new Outcome(null, Duration.ZERO);
    }

    /**
     * Looks at a password.
     *
     * @param device secret of the browser's device cookie; missing for a browser that never signed in
     */
    public Outcome password(String email, String password, String address, @Nullable String device) {
        record Found(@Nullable Account account, @Nullable Credentials credentials, boolean known) {}
        var found = tx.read(db -> {
            var accounts = new AccountRepository(db);
            var account = accounts.findByEmail(email).orElse(null);
            return new Found(
                    account,
                    account == null ? null : accounts.credentials(account.id()).orElse(null),
                    account != null && device != null && accounts.knowsDevice(account.id(), Secrets.hash(device)));
        });
        var who = AccountRepository.key(email);
        var limits = found.known() ? Map.of("device " + who + " " + device, DEVICE) : limits(who, address);
        var wait = tx.writeEssential(db -> new AttemptRepository(db).take(limits));
        if (!wait.isZero()) {
            return new Outcome(null, wait);
        }
        if (password.codePointCount(0, password.length()) > PasswordRules.LENGTH_MAX) {
            return Outcome.WRONG;
        }
        var stored = found.credentials() == null ? null : found.credentials().passwordHash();
        boolean right = hasher.matches(password, stored);
        var account = found.account();
        if (!right || account == null || account.disabled()) {
            return Outcome.WRONG;
        }
        tx.writingEssential(db -> new AttemptRepository(db).giveBack(limits));
        return new Outcome(account, Duration.ZERO);
    }

    private static Map<String, Allowance> limits(String who, String address) {
        var limits = new LinkedHashMap<String, Allowance>();
        limits.put("pair " + who + " " + address, PAIR);
        limits.put("account " + who, ACCOUNT);
        limits.put("address " + address, ADDRESS);
        return limits;
    }

    /** Whether this is the person's password; for a change that needs it again. Counts as a guess. */
    boolean confirms(Account account, String password, String address) {
        return password(account.email(), password, address, null).account() != null;
    }

    /** Looks at a one-time or a recovery code. A code works once. */
    public Outcome code(Account account, String code) {
        var limits = Map.of("code " + account.id(), CODE);
        var wait = tx.writeEssential(db -> new AttemptRepository(db).take(limits));
        if (!wait.isZero()) {
            return new Outcome(null, wait);
        }
        boolean right = tx.writeEssential(db -> {
            var accounts = new AccountRepository(db);
            var secret = accounts.credentials(account.id())
                    .map(Credentials::totpSecret)
                    .orElse(null);
            if (secret == null) {
                return false;
            }
            var step = Totp.step(key.decrypt(secret, purpose(account)), code, db.now());
            return step.isPresent()
                    ? accounts.useStep(account.id(), step.getAsLong())
                    : accounts.useRecoveryCode(account.id(), Secrets.recoveryHash(code));
        });
        if (!right) {
            return Outcome.WRONG;
        }
        tx.writingEssential(db -> new AttemptRepository(db).giveBack(limits));
        return new Outcome(account, Duration.ZERO);
    }

    /** Encrypts the secret of a second factor for its account. */
    String sealed(Account account, String secret) {
        return key.encrypt(secret, purpose(account));
    }

    private static String purpose(Account account) {
        return "totp " + account.id();
    }
}
