package org.tierwise.catalog.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import org.tierwise.catalog.Digest;

/** Random secrets, and the hashes under which they are kept. Safe for concurrent use. */
public final class Secrets {
    /** How API tokens begin, so that a leaked one is recognised. */
    public static final String TOKEN_PREFIX = "tw_";

    /** Without 0, 1, I, L and O, which people mix up; 31 letters. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int CODE_GROUPS = 7;
    private static final int CODE_GROUP = 4;

    private final SecureRandom random = new SecureRandom();

    /** 256 random bits, safe in a URL, a header and a cookie: 43 letters. */
    public String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public String apiToken() {
        return TOKEN_PREFIX + secret();
    }

    /** A code that a person writes down: 28 letters of 31, or 138 bits, in groups of four. */
    public String recoveryCode() {
        return random.ints((long) CODE_GROUPS * CODE_GROUP, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining())
                .replaceAll("(.{" + CODE_GROUP + "})(?!$)", "$1-");
    }

    /** How a recovery code is compared: without regard to case, blanks and dashes. */
    public static String recoveryHash(String code) {
        var letters = code.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .limit(100)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return Digest.sha256("recovery " + letters);
    }

    /** A plain hash is enough for a secret of 256 random bits. */
    public static String hash(String secret) {
        return Digest.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
