/**
 * Cost against latency: plans for a row of prices of a millisecond, and what the bounds at those prices prove together
 * about every plan that there could be. Storing the plans is not done here.
 */
@NullMarked
package org.tierwise.solver.tradeoff;

import org.jspecify.annotations.NullMarked;
