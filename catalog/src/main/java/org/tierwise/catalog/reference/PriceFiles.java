package org.tierwise.catalog.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.pricing.PurchaseTerm;

/** Reads prices of accelerators, of tokens and of traffic, and how prices differ from region to region. */
final class PriceFiles {
    private final CatalogueTables tables;
    private final Map<String, SiteDraft> sites;

    PriceFiles(CatalogueTables tables, Map<String, SiteDraft> sites) {
        this.tables = tables;
        this.sites = sites;
    }

    List<PriceRow> accelerators(HardwareFiles hardware) {
        return tables.read(
                "prices/accelerator_prices.csv",
                List.of("provider", "region", "accelerator", "term", "usd_per_accelerator_hour", "host_included"),
                row -> new PriceRow(
                        region(row),
                        hardware.acceleratorId(row, "accelerator"),
                        row.choice("term", PurchaseTerm.class),
                        row.notNegative("usd_per_accelerator_hour"),
                        row.flag("host_included"),
                        row.provenance()));
    }

    /** Price level by site id, 1.0 at the provider's reference region; that of accelerators goes before that of CPUs. */
    Map<String, PriceLevel> levels() {
        var levels = new HashMap<String, PriceLevel>();
        tables.read("prices/region_price_index.csv", List.of("provider", "region", "index_kind", "index"), row -> {
            var level =
                    new PriceLevel(row.positive("index"), row.text("index_kind").equals("gpu"));
            return levels.merge(region(row).id(), level, (a, b) -> a.ofAccelerators() ? a : b);
        });
        return levels;
    }

    List<ManagedOffer> offers() {
        var seen = new HashSet<String>();
        return tables.read(
                "prices/token_prices.csv",
                List.of(
                        "vendor",
                        "model_id",
                        "model_name",
                        "usd_per_million_input",
                        "usd_per_million_output",
                        "region"),
                row -> {
                    var offer = offer(row);
                    if (!seen.add(offer.id())) {
                        throw row.bad(
                                "DUPLICATE",
                                "model_id",
                                "the offer (" + offer.id() + ") is given twice. Remove one row.");
                    }
                    return offer;
                });
    }

    Map<String, Double> egress() {
        var prices = new HashMap<String, Double>();
        tables.read(
                "prices/egress_prices.csv",
                List.of("site", "usd_per_gb"),
                row -> prices.put(knownSite(row, row.text("site")), row.notNegative("usd_per_gb")));
        return prices;
    }

    static BadValue unknownSite(CatalogueRow row, String column, String id) {
        return row.bad(
                "SITE_UNKNOWN",
                column,
                "the site (" + id + ") is not in the files of regions/. Write it as provider/code or add it there.");
    }

    private ManagedOffer offer(CatalogueRow row) {
        String site = row.optional("site");
        String region = row.text("region");
        String id = row.text("vendor") + "/" + row.text("model_id");
        return new ManagedOffer(
                site.isEmpty() ? id : id + "@" + region,
                row.text("vendor"),
                row.text("model_id"),
                row.text("model_name"),
                row.notNegative("usd_per_million_input"),
                row.notNegative("usd_per_million_output"),
                row.notNegativeOrMissing("usd_per_million_cached_input"),
                region,
                site.isEmpty() ? null : knownSite(row, site),
                row.provenance());
    }

    private String knownSite(CatalogueRow row, String id) {
        if (!sites.containsKey(id)) {
            throw unknownSite(row, "site", id);
        }
        return id;
    }

    private SiteDraft region(CatalogueRow row) {
        String id = row.text("provider") + "/" + row.text("region");
        var site = sites.get(id);
        if (site == null) {
            throw unknownSite(row, "region", id);
        }
        return site;
    }
}
