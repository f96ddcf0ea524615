/** What is to be placed: a workload, its latency budget, tokens, demand by user location. */
@NullMarked
package org.tierwise.catalog.workload;

import org.jspecify.annotations.NullMarked;
