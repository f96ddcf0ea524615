package org.tierwise.catalog.inventory;

import java.util.List;
import org.tierwise.catalog.workload.Constraints;
import org.tierwise.catalog.workload.LocationCoupling;

/** Reads the cells that say what a placement must respect and what is at stake. */
final class ConstraintCells {
    private static final WordLists WORDS = WordLists.SHIPPED;

    private final Residency residency;
    private final String workspaceCurrency;

    /** @param workspaceCurrency of a row that holds no sum of money */
    ConstraintCells(Residency residency, String workspaceCurrency) {
        this.residency = residency;
        this.workspaceCurrency = workspaceCurrency;
    }

    Constraints read(Cells cells) {
        var outage = cells.money(Field.OUTAGE_COST_PER_HOUR);
        var budget = cells.money(Field.MONTHLY_BUDGET);
        if (outage != null && budget != null && !outage.currency().equals(budget.currency())) {
            cells.issue(
                    Field.MONTHLY_BUDGET,
                    IssueCode.UNIT_UNKNOWN,
                    "is in another currency than the outage cost (" + outage.currency() + ")",
                    "Use one currency in a row.");
        }
        var currency = outage != null ? outage.currency() : budget != null ? budget.currency() : workspaceCurrency;
        var residencyText = cells.text(Field.DATA_RESIDENCY);
        var hosting = cells.text(Field.CURRENT_SITE);
        var vendor = cells.text(Field.CURRENT_VENDOR);
        return new Constraints(
                allowedCountries(cells, residencyText),
                residencyText,
                Cells.or(cells.word(Field.SOVEREIGN_ONLY, WORDS::answer, "yes, no"), false),
                Cells.orNull(cells.text(Field.DATA_CLASS)),
                Cells.or(
                        cells.word(Field.LOCATION_COUPLING, WORDS::coupling, WordLists.values(LocationCoupling.class)),
                        LocationCoupling.AGNOSTIC),
                Cells.or(
                        cells.word(
                                Field.CRITICALITY, WORDS::criticality, "1 (critical), 2 (high), 3 (medium), 4 (low)"),
                        Constraints.NONE.criticality()),
                cells.number(Field.AVAILABILITY_TARGET),
                Cells.amount(outage),
                Cells.amount(budget),
                currency,
                Cells.orNull(hosting),
                vendor.isEmpty() ? Hosting.of(hosting).map(Hosting::provider).orElse(null) : vendor);
    }

    private List<String> allowedCountries(Cells cells, String text) {
        var result = residency.read(text);
        if (!result.unknown().isEmpty()) {
            cells.issue(
                    Field.DATA_RESIDENCY,
                    IssueCode.VALUE_NOT_IN_LIST,
                    "has the unknown code (" + Excerpt.of(String.join(", ", result.unknown())) + ")",
                    "Use ISO country codes or blocs, such as DE; EU; GCC.");
        }
        return result.countries();
    }
}
