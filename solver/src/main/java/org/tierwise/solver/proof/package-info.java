/**
 * A plan that can be checked without its estate: the certificate holds the whole model of a plan in a few bytes an option,
 * and the check recomputes from it every rule, the cost and the lower bound. The check uses nothing of the search.
 */
@NullMarked
package org.tierwise.solver.proof;

import org.jspecify.annotations.NullMarked;
