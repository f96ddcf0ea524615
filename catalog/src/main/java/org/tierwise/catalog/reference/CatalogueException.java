package org.tierwise.catalog.reference;

import java.util.List;
import java.util.stream.Collectors;

/** A catalogue that cannot be used, with everything that is wrong with it. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** More would hide the first ones from a reader of a terminal. */
    private static final int SHOWN = 20;

    private final transient List<CatalogueIssue> issues;

    CatalogueException(List<CatalogueIssue> issues) {
        super(message(issues));
        this.issues = List.copyOf(issues);
    }

    /** At least one, in the order of the files and lines. */
    public List<CatalogueIssue> issues() {
        return issues;
    }

    private static String message(List<CatalogueIssue> issues) {
        String shown = issues.stream().limit(SHOWN).map(CatalogueIssue::text).collect(Collectors.joining("\n"));
        return issues.size() > SHOWN ? shown + "\n… and " + (issues.size() - SHOWN) + " more." : shown;
    }
}
