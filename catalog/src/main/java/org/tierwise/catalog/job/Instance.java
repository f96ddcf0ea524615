package org.tierwise.catalog.job;

/**
 * A process that serves this database.
 *
 * @param id of this start; another start has another one
 * @param name by which people know it
 */
public record Instance(String id, String name) {}
