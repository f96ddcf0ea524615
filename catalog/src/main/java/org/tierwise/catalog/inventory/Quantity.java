package org.tierwise.catalog.inventory;

/** What the cells of a column hold, which decides their units. */
enum Quantity {
    /** No number. */
    TEXT,
    /** To milliseconds; milliseconds without a unit. */
    TIME,
    /** To seconds; seconds without a unit. */
    DEADLINE,
    /** Whole tokens. */
    TOKENS,
    /** Whole people. */
    PEOPLE,
    /** A plain number. */
    NUMBER,
    /** To requests per second; per second without a unit. */
    RATE,
    /** To requests per second; per day without a unit. */
    DAILY_RATE,
    /** To percent. */
    PERCENT,
    /** To decimal bytes. */
    BYTES,
    /** To 10^9 parameters. */
    BILLIONS,
    /** To decimal gigabytes. */
    GIGABYTES,
    MONEY;

    boolean isNumeric() {
        return this != TEXT;
    }

    /** In a whole-number column one sign followed by exactly three digits groups thousands. */
    boolean isWhole() {
        return this == TOKENS || this == PEOPLE;
    }
}
