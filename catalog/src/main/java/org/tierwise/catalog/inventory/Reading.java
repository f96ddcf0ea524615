package org.tierwise.catalog.inventory;

/** What a cell turned out to be: a value, or a problem in words. */
sealed interface Reading {
    /** @param currency ISO code of a sum of money, else empty */
    record Value(double number, String currency) implements Reading {}

    /**
     * @param problem what is wrong, a clause such as "has the unknown unit (ticks)"
     * @param suggestion what to write instead
     */
    record Problem(IssueCode code, String problem, String suggestion) implements Reading {}
}
