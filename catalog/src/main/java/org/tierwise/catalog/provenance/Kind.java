package org.tierwise.catalog.provenance;

/** How far a number can be trusted, strongest first. */
public enum Kind {
    /** Observed by the customer, or uploaded as such. */
    MEASURED,
    /** Stated by a vendor or benchmark, with date. */
    PUBLISHED,
    /** Computed by Tierwise from the above; the formula is shown. */
    DERIVED,
    /** Editable default without a usable source, and every press figure. */
    ASSUMED;

    /** The kind of a number computed from this and another: the weaker of the two, and never above DERIVED. */
    public Kind derivedWith(Kind other) {
        var weaker = ordinal() >= other.ordinal() ? this : other;
        return weaker.ordinal() < DERIVED.ordinal() ? DERIVED : weaker;
    }
}
