package org.tierwise.solver.latency;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tierwise.catalog.geo.Gazetteer;
import org.tierwise.catalog.policy.Assumptions;

/**
 * What the public Internet makes of a backbone's round trip: rules of thumb, all ASSUMED. Traffic between countries of
 * Africa, South America, and South and West Asia is often exchanged on another continent.
 */
final class PublicEntry {
    /** Southern and Western Asia of the United Nations' M49 standard, without those that are counted to Europe. */
    private static final Set<String> SOUTH_AND_WEST_ASIA = Set.of(
            "AF", "BD", "BT", "IN", "IR", "LK", "MV", "NP", "PK", "AE", "AM", "AZ", "BH", "GE", "IL", "IQ", "JO", "KW",
            "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE");

    private static final Set<String> WELL_PEERED = Set.of("DE", "FR", "GB", "NL");

    private final Map<String, String> continentByCountry = new HashMap<>();
    private final double sparse;
    private final double europe;
    private final double other;

    PublicEntry(Gazetteer gazetteer, Assumptions assumptions) {
        for (var country : gazetteer.countries()) {
            continentByCountry.put(
                    country.iso2(),
                    SOUTH_AND_WEST_ASIA.contains(country.iso2()) ? "South and West Asia" : country.continent());
        }
        sparse = assumptions.value("latency.publicEntryFactorSparse");
        europe = assumptions.value("latency.publicEntryFactorEurope");
        other = assumptions.value("latency.publicEntryFactorOther");
    }

    double factor(String fromCountry, String toCountry) {
        var continent = continentByCountry.getOrDefault(fromCountry, "");
        if (fromCountry.equals(toCountry) || !continent.equals(continentByCountry.get(toCountry))) {
            return other;
        }
        return switch (continent) {
            case "Africa", "South America", "South and West Asia" -> sparse;
            case "Europe" -> WELL_PEERED.contains(fromCountry) && WELL_PEERED.contains(toCountry) ? other : europe;
            default -> other;
        };
    }
}
