package org.tierwise.catalog.capacity;

/**
 * An own site with its state.
 *
 * @param version raised by each change; a form carries it, so that a stale edit is noticed
 */
public record StoredSite(long version, OwnSite own) {}
