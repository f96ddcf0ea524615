package org.tierwise.catalog.inventory;

/** What an import can find. The names are stable: files, pages and programs rely on them. */
public enum IssueCode {
    REQUIRED_MISSING(Severity.ERROR),
    NUMBER_INVALID(Severity.ERROR),
    NUMBER_AMBIGUOUS(Severity.ERROR),
    UNIT_UNKNOWN(Severity.ERROR),
    VALUE_OUT_OF_RANGE(Severity.ERROR),
    VALUE_NOT_IN_LIST(Severity.ERROR),
    TEXT_TOO_LONG(Severity.ERROR),
    LOCATION_NOT_FOUND(Severity.ERROR),
    LOCATION_AMBIGUOUS(Severity.ERROR),
    SHARE_SUM(Severity.ERROR),
    DUPLICATE_KEY_IN_FILE(Severity.ERROR),
    ROW_RAGGED(Severity.ERROR),
    KEY_FROM_NAME(Severity.WARNING),
    BUDGET_IGNORED(Severity.WARNING),
    PURPOSE_BUDGET_MISMATCH(Severity.WARNING),
    PURPOSE_WAITING_MISMATCH(Severity.WARNING),
    CONTEXT_OVER_MODEL(Severity.WARNING),
    CLASS_DIFFERS(Severity.WARNING),
    COORDINATE_COUNTRY_MISMATCH(Severity.WARNING),
    MODEL_UNKNOWN(Severity.WARNING),
    LOCATION_MISSING(Severity.WARNING),
    SHEET_NOT_READ(Severity.WARNING),
    VALUE_NORMALISED(Severity.INFO),
    DEFAULT_APPLIED(Severity.INFO),
    PEAK_DERIVED(Severity.INFO),
    COLUMN_KEPT(Severity.INFO);

    private final Severity severity;

    IssueCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
