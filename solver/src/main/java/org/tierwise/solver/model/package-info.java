/**
 * The placement problem as flat arrays of whole numbers: what the lower bound and the search compute on. Nothing here
 * knows latency, sizing or prices; those were computed once, option by option, and are only added and compared from
 * here on.
 */
@NullMarked
package org.tierwise.solver.model;

import org.jspecify.annotations.NullMarked;
