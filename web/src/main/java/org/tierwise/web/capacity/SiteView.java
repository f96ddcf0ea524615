package org.tierwise.web.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/** One site in words: its facts, what can be had there, each number with its source. */
record SiteView(
        String id,
        String name,
        String tier,
        String place,
        String provider,
        String coordinates,
        boolean own,
        List<Fact> facts,
        List<PoolRow> pools,
        List<OfferRow> offers) {
    record Fact(String label, String value, String source) {}

    record PoolRow(
            String accelerator,
            String memory,
            String term,
            String quantity,
            String quantitySource,
            String price,
            String priceSource) {}

    record OfferRow(String model, String vendor, String input, String output, String source) {}

    static SiteView of(
            Site site,
            List<CapacityPool> pools,
            Map<String, Accelerator> accelerators,
            List<ManagedOffer> offers,
            Messages messages) {
        return new SiteView(
                site.id(),
                site.name(),
                site.tier().name(),
                site.city().isEmpty() ? site.country() : site.city() + ", " + site.country(),
                site.provider(),
                Numbers.significant(site.at().lat(), 5) + ", "
                        + Numbers.significant(site.at().lon(), 5),
                site.ownership() == Ownership.OWN,
                facts(site, messages),
                pools.stream()
                        .sorted(Comparator.comparing(CapacityPool::acceleratorId)
                                .thenComparing(CapacityPool::term))
                        .map(pool -> pool(pool, accelerators.get(pool.acceleratorId()), messages))
                        .toList(),
                offers.stream()
                        .map(offer -> new OfferRow(
                                offer.modelName(),
                                offer.vendor(),
                                Numbers.significant(offer.usdPerMillionInput(), 4),
                                Numbers.significant(offer.usdPerMillionOutput(), 4),
                                source(offer.provenance(), messages)))
                        .toList());
    }

    private static List<Fact> facts(Site site, Messages messages) {
        var facts = new java.util.ArrayList<Fact>();
        facts.add(figure("pue", site.pue(), messages));
        facts.add(figure("electricity", site.usdPerKwh(), messages));
        if (site.gridGco2PerKwh() != null) {
            facts.add(figure("carbon", site.gridGco2PerKwh(), messages));
        }
        var limit = site.kwLimit();
        if (limit != null) {
            facts.add(new Fact(
                    messages.text("capacity.fact.limit"),
                    Numbers.significant(limit, 6) + " kW",
                    source(site.provenance(), messages)));
        }
        facts.add(new Fact(
                messages.text("capacity.fact.kind"),
                messages.text("capacity.kind." + site.kind()),
                source(site.provenance(), messages)));
        facts.add(new Fact(messages.text("capacity.fact.status"), site.status(), ""));
        facts.add(new Fact(messages.text("capacity.fact.failureDomain"), site.failureDomain(), ""));
        return facts;
    }

    private static Fact figure(String name, Figure figure, Messages messages) {
        var unit = figure.unit().equals("1") ? "" : " " + figure.unit();
        return new Fact(
                messages.text("capacity.fact." + name),
                Numbers.significant(figure.value(), 4) + unit,
                source(figure.provenance(), messages));
    }

    private static PoolRow pool(CapacityPool pool, @Nullable Accelerator accelerator, Messages messages) {
        return new PoolRow(
                accelerator == null ? pool.acceleratorId() : accelerator.name(),
                accelerator == null ? "" : Numbers.significant(accelerator.memoryGb(), 4) + " GB",
                messages.text("term." + pool.term()),
                Numbers.significant(pool.quantity().value(), 6),
                source(pool.quantity().provenance(), messages),
                Numbers.significant(pool.usdPerAcceleratorHour().value(), 4),
                source(pool.usdPerAcceleratorHour().provenance(), messages));
    }

    static String source(Provenance provenance, Messages messages) {
        var date = provenance.asOf().isEmpty() ? "" : ", " + provenance.asOf();
        return messages.text("kind." + provenance.kind()) + ": " + provenance.source() + date;
    }
}
