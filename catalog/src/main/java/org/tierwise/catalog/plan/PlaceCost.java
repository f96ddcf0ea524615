package org.tierwise.catalog.plan;

import org.tierwise.catalog.pricing.Money;

/** What is paid a month at one place for one slice. */
public record PlaceCost(PlacedAt at, Money monthlyCost) {}
