package org.tierwise.catalog.reference;

/** Leaves the reading of one row; never leaves the package. */
final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient CatalogueIssue issue;

    BadValue(CatalogueIssue issue) {
        super(issue.text(), null, false, false);
        this.issue = issue;
    }

    CatalogueIssue issue() {
        return issue;
    }
}
