package org.tierwise.catalog.inventory;

/**
 * A row with what became of it.
 *
 * @param externalId the key as the file gives it, or made from the name; empty if the row has neither
 */
public record RowOutcome(InventoryRow row, String externalId, RowResult result) {
    public boolean accepted() {
        return result instanceof RowResult.Accepted;
    }

    /** Accepted, but with something to look at. */
    public boolean warned() {
        return accepted() && result.issues().stream().anyMatch(issue -> issue.severity() == Severity.WARNING);
    }
}
