package org.tierwise.catalog.pricing;

/** How an accelerator is paid for. The names in lower case are those of the price files. */
public enum PurchaseTerm {
    ON_DEMAND,
    SPOT,
    RESERVED_1Y,
    RESERVED_3Y,
    OWNED
}
