/** How long a round takes: access, aggregation, core, queue. Catalogue records in, numbers with band and source out. */
@NullMarked
package org.tierwise.solver.latency;

import org.jspecify.annotations.NullMarked;
