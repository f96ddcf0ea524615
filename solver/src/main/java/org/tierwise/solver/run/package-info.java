/**
 * Runs: a solve as a stored job. Claims jobs, loads the problem, solves it, stores the plan. The only package of the
 * solver that touches repositories.
 */
@NullMarked
package org.tierwise.solver.run;

import org.jspecify.annotations.NullMarked;
