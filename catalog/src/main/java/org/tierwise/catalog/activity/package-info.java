/**
 * Who changed what and when, with what it was before and after: one log of the whole installation that only grows, its
 * entries chained by their hashes. What checks it is in {@code catalog.verify}.
 */
@NullMarked
package org.tierwise.catalog.activity;

import org.jspecify.annotations.NullMarked;
