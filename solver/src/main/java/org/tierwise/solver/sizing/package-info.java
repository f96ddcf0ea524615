/** How many accelerators a workload needs: memory, throughput, queueing. Catalogue records in, numbers with band and source out. */
@NullMarked
package org.tierwise.solver.sizing;

import org.jspecify.annotations.NullMarked;
