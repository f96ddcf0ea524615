package org.tierwise.catalog.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/** Reads electricity prices, power usage effectiveness and grid carbon, and picks the nearest figure for a site. */
final class EnergyFiles {
    private static final String USD_PER_KWH = "USD/kWh";
    private static final String G_PER_KWH = "g/kWh";

    private final Assumptions assumptions;
    private final Map<String, Figure> pueOfSite;
    private final Map<String, Figure> pueOfProvider;
    private final Map<String, Figure> priceOfCountry;
    private final Map<String, Figure> priceOfState;
    private final Map<String, Figure> carbonOfGoogleSite;
    private final Map<String, Figure> carbonOfCountry;
    private final @Nullable Figure averageUsPrice;

    EnergyFiles(CatalogueTables tables, Assumptions assumptions) {
        this.assumptions = assumptions;
        pueOfSite = figures(tables, "energy/pue_regions.csv", "site", "pue", "1");
        pueOfProvider = figures(tables, "energy/pue_providers.csv", "provider", "pue", "1");
        priceOfCountry = figures(tables, "energy/electricity_countries.csv", "country", "usd_per_kwh", USD_PER_KWH);
        priceOfState = figures(tables, "energy/electricity_us_states.csv", "us_state", "usd_per_kwh", USD_PER_KWH);
        carbonOfGoogleSite = figures(tables, "energy/grid_carbon_google.csv", "site", "g_per_kwh", G_PER_KWH);
        carbonOfCountry = figures(tables, "energy/grid_carbon_ember.csv", "country", "g_per_kwh", G_PER_KWH);
        averageUsPrice = average(priceOfState);
    }

    /** The figure of the region, else of the provider, else the assumption. */
    Figure pue(SiteDraft site) {
        var figure = pueOfSite.get(site.id());
        if (figure == null) {
            figure = pueOfProvider.get(site.provider());
        }
        return figure == null ? assumptions.get("cost.pueDefault").figure() : figure;
    }

    /** The industrial price of the US state or the country, else the assumption. */
    Figure usdPerKwh(SiteDraft site) {
        Figure figure = null;
        if (site.country().equals("US")) {
            figure = priceOfState.getOrDefault(site.usState(), averageUsPrice);
        }
        if (figure == null) {
            figure = priceOfCountry.get(site.country());
        }
        return figure == null ? assumptions.get("cost.usdPerKwhDefault").figure() : figure;
    }

    /**
     * Google's own figure for its regions, else the national average. The two differ in method: a ranking must not mix
     * them, so compare sources first.
     */
    @Nullable
    Figure gridGco2PerKwh(SiteDraft site) {
        var figure = carbonOfGoogleSite.get(site.id());
        return figure == null ? carbonOfCountry.get(site.country()) : figure;
    }

    private static Map<String, Figure> figures(
            CatalogueTables tables, String file, String key, String column, String unit) {
        var figures = new HashMap<String, Figure>();
        tables.read(
                file,
                List.of(key, column),
                row -> figures.put(row.text(key), new Figure(row.notNegative(column), unit, row.provenance())));
        return figures;
    }

    private static @Nullable Figure average(Map<String, Figure> ofStates) {
        if (ofStates.isEmpty()) {
            return null;
        }
        double mean =
                ofStates.values().stream().mapToDouble(Figure::value).average().orElseThrow();
        String asOf = ofStates.values().iterator().next().provenance().asOf();
        return new Figure(
                Math.round(mean * 10_000) / 10_000.0,
                USD_PER_KWH,
                new Provenance(Kind.DERIVED, "mean of the US states (EIA, industrial)", asOf));
    }
}
