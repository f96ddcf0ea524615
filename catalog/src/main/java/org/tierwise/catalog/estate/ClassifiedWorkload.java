package org.tierwise.catalog.estate;

import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.workload.Workload;

/** A workload with what the decision table says of it: what is stored. */
public record ClassifiedWorkload(Workload workload, Classification classification) {}
