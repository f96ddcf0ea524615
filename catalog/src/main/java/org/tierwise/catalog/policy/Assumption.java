package org.tierwise.catalog.policy;

import org.tierwise.catalog.provenance.Figure;

/**
 * An editable number that the models use.
 *
 * @param key stable, dotted, such as "sizing.memoryUtilisation"
 * @param label for people
 */
public record Assumption(String key, String label, Figure figure) {}
