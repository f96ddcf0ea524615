/** The only package that knows Timefold: entity, solution, constraints, moves. */
@NullMarked
package org.tierwise.solver.search;

import org.jspecify.annotations.NullMarked;
