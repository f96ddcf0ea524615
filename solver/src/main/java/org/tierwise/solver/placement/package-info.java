/** From a problem to a plan: runs the search and words the answer. */
@NullMarked
package org.tierwise.solver.placement;

import org.jspecify.annotations.NullMarked;
