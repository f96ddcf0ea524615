package org.tierwise.catalog.activity;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;

/**
 * The hash of an entry: over the hash of the entry before it and all its fields, each with its length before it. Of the
 * documents it covers the SHA-256.
 */
public final class ActivityChain {
    /** What the first entry has as the hash before it. */
    public static final String GENESIS = "0".repeat(64);

    private static final String FORM = "tierwise.audit/1";

    private ActivityChain() {}

    /** What the hash of this entry must be; the hash that the entry states is not looked at. */
    public static String hash(Activity entry, ActivityDocuments documents) {
        return Digest.ofFields(
                FORM,
                entry.prevHash(),
                entry.seq(),
                entry.happenedAt(),
                entry.workspaceId(),
                entry.by().name(),
                entry.by().via(),
                entry.by().clientIp(),
                entry.verb(),
                entry.subject().kind(),
                entry.subject().id(),
                entry.summary(),
                sha256(documents.before()),
                sha256(documents.after()));
    }

    private static @Nullable String sha256(@Nullable String document) {
        return document == null ? null : Digest.sha256(document);
    }
}
