package org.tierwise.web.http;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions that end with the process. Safe for concurrent use. */
public final class SessionsInMemory implements Sessions {
    private final SecureRandom random = new SecureRandom();
    private final Set<String> hashes = ConcurrentHashMap.newKeySet();

    @Override
    public String open() {
        var secret = Sessions.newSecret(random);
        hashes.add(Sessions.hash(secret));
        return secret;
    }

    @Override
    public boolean isOpen(String secret) {
        return hashes.contains(Sessions.hash(secret));
    }

    @Override
    public void close(String secret) {
        hashes.remove(Sessions.hash(secret));
    }
}
