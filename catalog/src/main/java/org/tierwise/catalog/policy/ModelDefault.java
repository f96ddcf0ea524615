package org.tierwise.catalog.policy;

import org.tierwise.catalog.provenance.Provenance;

/**
 * The model that stands in for a workload of a class that names tokens but no model.
 *
 * @param modelId a model of the catalogue
 * @param precision "fp8", "fp4" or "bf16"
 */
public record ModelDefault(String modelId, String precision, Provenance provenance) {}
