package org.tierwise.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Who is signed in. Only hashes of the secrets are kept, so that a stolen database opens no session. */
public interface Sessions {
    /** Opens a session and returns its secret, which only the browser's cookie keeps. */
    String open();

    boolean isOpen(String secret);

    void close(String secret);

    /** 256 random bits, safe in a URL and a cookie. */
    static String newSecret(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 in hex; a plain hash is enough for a secret of 256 random bits. */
    static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
