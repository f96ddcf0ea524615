package org.tierwise.web.operations;

/**
 * What runs.
 *
 * @param version of Tierwise
 * @param commit of its sources, or "unknown"
 * @param java version of the virtual machine
 */
public record Build(String version, String commit, String java) {}
