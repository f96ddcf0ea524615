package org.tierwise.catalog.inventory;

/** An error stops its row, a warning and an info do not. */
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
