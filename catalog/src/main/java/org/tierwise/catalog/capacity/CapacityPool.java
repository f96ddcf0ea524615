package org.tierwise.catalog.capacity;

import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;

/**
 * Capacity that is bought together: one accelerator type at one site on one purchase term.
 *
 * @param id "site|accelerator|term"
 * @param quantity accelerators that can be had
 * @param usdPerAcceleratorHour for OWNED pools the amortised capital cost and maintenance per hour; energy is added
 * @param hostIncluded false where the price leaves out the host (Google's accelerator SKUs)
 */
public record CapacityPool(
        String id,
        String siteId,
        String acceleratorId,
        PurchaseTerm term,
        Figure quantity,
        Figure usdPerAcceleratorHour,
        boolean hostIncluded) {}
