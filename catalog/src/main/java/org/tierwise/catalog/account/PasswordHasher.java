package org.tierwise.catalog.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) with 19 MiB, 2 passes and 1 lane, the minimum of the OWASP Password Storage Cheat Sheet. Hashes
 * are PHC strings, so that the cost can be raised later: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Safe for
 * concurrent use; at most {@value #AT_ONCE} hashes are computed at once, the others wait.
 */
public final class PasswordHasher {
    /** Two cores of the smallest machine: a flood of sign-ins must not take the memory of the searches. */
    static final int AT_ONCE = 2;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** Far above our own cost; a hash in the database cannot ask for more. */
    private static final int MEMORY_KIB_MAX = 1 << 20;

    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{43,86})");

    private final Secrets secrets = new Secrets();
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    /** What a password is compared with where there is none, so that both take the same time. */
    private final String nobodys = hash(secrets.secret());

    /** The hash to store. */
    public String hash(String password) {
        var salt = secrets.bytes(SALT_BYTES);
        var hash = compute(password, new Cost(MEMORY_KIB, PASSES, LANES), salt, HASH_BYTES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /**
     * Whether the password is right. Takes as long if there is no hash, so that nobody learns who has an account.
     *
     * @param stored missing if there is no such account or it has no password
     */
    public boolean matches(String password, @Nullable String stored) {
        boolean equal = equal(password, stored == null ? nobodys : stored);
        return equal && stored != null;
    }

    /** Whether the hash was made with another cost than today's: then a new one is stored at the next sign-in. */
    public boolean isOutdated(String stored) {
        return !stored.startsWith("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$");
    }

    private boolean equal(String password, String stored) {
        var parts = PHC.matcher(stored);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash has an unknown form.");
        }
        var cost = new Cost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        var expected = Base64.getDecoder().decode(parts.group(5));
        var computed = compute(password, cost, Base64.getDecoder().decode(parts.group(4)), expected.length);
        return MessageDigest.isEqual(expected, computed);
    }

    private record Cost(int memoryKib, int passes, int lanes) {
        Cost {
            if (memoryKib < 8 * lanes || memoryKib > MEMORY_KIB_MAX || passes < 1 || lanes < 1) {
                throw new IllegalStateException("A stored password hash asks for an impossible cost.");
            }
        }
    }

    private byte[] compute(String password, Cost cost, byte[] salt, int length) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build();
        var generator = new Argon2BytesGenerator();
        var hash = new byte[length];
        slots.acquireUninterruptibly();
        try {
            generator.init(parameters);
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            slots.release();
        }
        return hash;
    }
}
