package org.tierwise.catalog.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.tierwise.catalog.pricing.Money;

/**
 * The plan that a new one starts from, and what leaving it costs.
 *
 * @param name for people: "plan 7"
 * @param assignment option id by slice id
 * @param pricePerMove what each slice that could have stayed and did not counts in the objective, a month; not a cost
 */
public record Baseline(String name, Map<String, String> assignment, Money pricePerMove) {
    public Baseline {
        if (pricePerMove.micros() < 0) {
            throw new IllegalArgumentException(
                    "The price of a move (" + pricePerMove.usd() + " USD) must not be negative.");
        }
        // Sorted, so that the same rules always give the same document.
        assignment = Collections.unmodifiableMap(new TreeMap<>(assignment));
    }
}
