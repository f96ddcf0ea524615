package org.tierwise.catalog.policy;

/** How far apart a placement and its backup must be. */
public enum FailureDomain {
    /** Another site; sites that fail together, such as zones of one region, count as one. */
    SITE,
    /** Another provider, and so another site. */
    PROVIDER,
    /** Another country. */
    COUNTRY;

    /** "site". */
    public String word() {
        return switch (this) {
            case SITE -> "site";
            case PROVIDER -> "provider";
            case COUNTRY -> "country";
        };
    }
}
