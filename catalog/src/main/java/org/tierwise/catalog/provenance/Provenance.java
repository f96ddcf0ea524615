package org.tierwise.catalog.provenance;

/**
 * Where a number comes from.
 *
 * @param kind how far it can be trusted
 * @param source who states it, or the formula that gives it; never blank
 * @param asOf the date of the statement as its source gives it: a year, a year and month, or a day; empty if unknown
 */
public record Provenance(Kind kind, String source, String asOf) {
    public Provenance {
        if (source.isBlank()) {
            throw new IllegalArgumentException("The source of a " + kind + " number must be named.");
        }
    }

    public static Provenance assumed(String source) {
        return new Provenance(Kind.ASSUMED, source, "");
    }

    public static Provenance derived(String formula) {
        return new Provenance(Kind.DERIVED, formula, "");
    }
}
