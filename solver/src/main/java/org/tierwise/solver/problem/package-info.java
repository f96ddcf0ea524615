/** The question: an immutable snapshot with every feasible option and every exclusion with the number that breaks it. */
@NullMarked
package org.tierwise.solver.problem;

import org.jspecify.annotations.NullMarked;
