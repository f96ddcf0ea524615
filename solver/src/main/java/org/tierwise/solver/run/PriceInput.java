package org.tierwise.solver.run;

import org.tierwise.catalog.pricing.Money;

/** What another instance is asked for a sweep: the best plan at one price of a millisecond, within so many ms. */
record PriceInput(Money pricePerMs, long millis) {}
