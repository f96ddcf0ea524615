package org.tierwise.web.http;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.SignInRepository;

/**
 * Sessions that survive a restart. Those seen since the start are remembered, so that a page costs no look into the
 * table; a session closed by another instance lives there until this one restarts. Safe for concurrent use.
 */
public final class SessionsInTable implements Sessions {
    private final Tx tx;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public SessionsInTable(Tx tx) {
        this.tx = tx;
    }

    @Override
    public String open() {
        var secret = Sessions.newSecret(random);
        var hash = Sessions.hash(secret);
        tx.writeEssential(db -> {
            new SignInRepository(db).insert(hash);
            return hash;
        });
        seen.add(hash);
        return secret;
    }

    @Override
    public boolean isOpen(String secret) {
        var hash = Sessions.hash(secret);
        if (seen.contains(hash)) {
            return true;
        }
        boolean known = tx.writeUnsynced(db -> new SignInRepository(db).touch(hash));
        if (known) {
            seen.add(hash);
        }
        return known;
    }

    @Override
    public void close(String secret) {
        var hash = Sessions.hash(secret);
        seen.remove(hash);
        // Closed twice is closed.
        tx.writeEssential(db -> new SignInRepository(db).delete(hash));
    }
}
