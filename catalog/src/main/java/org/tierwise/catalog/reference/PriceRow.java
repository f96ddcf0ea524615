package org.tierwise.catalog.reference;

import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Provenance;

/** What an accelerator costs at a site, listed or estimated. */
record PriceRow(
        SiteDraft site,
        String acceleratorId,
        PurchaseTerm term,
        double usdPerHour,
        boolean hostIncluded,
        Provenance provenance) {}
