/** The answer: where each demand slice runs, what it costs, why, and what could not be placed. */
@NullMarked
package org.tierwise.catalog.plan;

import org.jspecify.annotations.NullMarked;
