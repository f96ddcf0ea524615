package org.tierwise.web.plan;

import java.util.List;
import java.util.Locale;
import org.tierwise.catalog.capacity.SiteTier;

/** The map of a plan in ready words. */
record MapView(String finding, List<Mark> sites, List<PlanMap.DemandMark> demand, List<Arc> flows) {
    record Mark(
            String id,
            String name,
            String place,
            String tier,
            String tierWords,
            double x,
            double y,
            int slices,
            String accelerators,
            String cost) {}

    record Arc(
            String from,
            String to,
            String tierId,
            String tierWords,
            String path,
            String width,
            int slices,
            String peak,
            String slowest) {}

    static MapView of(PlanMap map) {
        return new MapView(
                finding(map),
                map.sites().stream().map(MapView::mark).toList(),
                map.demand(),
                map.flows().stream().map(MapView::arc).toList());
    }

    private static String finding(PlanMap map) {
        var words =
                map.sites().size() + " sites serve demand from " + map.demand().size() + " places: "
                        + count(map, SiteTier.EDGE) + " edge, " + count(map, SiteTier.REGIONAL) + " regional, "
                        + count(map, SiteTier.CENTRAL) + " central.";
        return map.unplacedHere().isEmpty()
                ? words
                : words + " " + map.unplacedHere().size() + " slices with a place are not placed.";
    }

    private static long count(PlanMap map, SiteTier tier) {
        return map.sites().stream().filter(site -> site.at().tier() == tier).count();
    }

    private static Mark mark(PlanMap.SiteMark site) {
        var at = site.at();
        return new Mark(
                at.siteId(),
                at.siteName(),
                at.city() + ", " + at.country(),
                at.tier().name().toLowerCase(Locale.ROOT),
                PlanText.words(at.tier()),
                site.x(),
                site.y(),
                site.slices(),
                PlanText.count(site.accelerators()),
                PlanText.cents(site.cost()));
    }

    private static Arc arc(PlanMap.Flow flow) {
        return new Arc(
                flow.from(),
                flow.to().siteName(),
                flow.tier().name().toLowerCase(Locale.ROOT),
                PlanText.words(flow.tier()),
                flow.path(),
                flow.width(),
                flow.slices(),
                PlanText.rps(flow.peakRps()),
                PlanText.ms(flow.slowestMs()));
    }
}
