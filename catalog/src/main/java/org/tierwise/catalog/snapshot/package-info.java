/**
 * What solves were made from, kept so that a plan can be solved again years later: workloads, the catalogue, what a
 * workspace adds to it, and the question. Each content is stored once, under its SHA-256.
 */
@NullMarked
package org.tierwise.catalog.snapshot;

import org.jspecify.annotations.NullMarked;
