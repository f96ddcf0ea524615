package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.inventory.Hosting;
import org.tierwise.catalog.inventory.PlaceFinder;
import org.tierwise.catalog.inventory.Words;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.DemandPoint;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.solver.cost.OwnedHardware;

/**
 * Proposes an own edge site in each city where a workload is hosted "On-prem CITY", because an inventory names the place
 * but not the machines. Source: product definition, section 10; its figures are assumptions.
 */
final class OwnPremises {
    /** A city of the hosting is taken to be the one of its name that lies this near to the workload's users. */
    private static final double SAME_CITY_KM = 60;

    private final ReferenceCatalogue catalogue;
    private final Assumptions assumptions;
    private final PlaceFinder places;

    OwnPremises(ReferenceCatalogue catalogue, Assumptions assumptions) {
        this.catalogue = catalogue;
        this.assumptions = assumptions;
        places = new PlaceFinder(catalogue.gazetteer());
    }

    /** Own sites, their pools and one note each, ordered by site. */
    record Proposal(List<Site> sites, List<CapacityPool> pools, List<String> notes) {
        static final Proposal NONE = new Proposal(List.of(), List.of(), List.of());
    }

    Proposal propose(List<Workload> workloads) {
        var cities = new TreeMap<String, UserLocation>();
        var hosted = new LinkedHashMap<String, List<String>>();
        for (var workload : workloads) {
            var city = city(workload);
            if (city != null && !known(city)) {
                cities.put(siteId(city), city);
                hosted.computeIfAbsent(siteId(city), id -> new ArrayList<>()).add(workload.externalId());
            }
        }
        var sites = new ArrayList<Site>();
        var pools = new ArrayList<CapacityPool>();
        var notes = new ArrayList<String>();
        cities.forEach((id, city) -> {
            sites.add(site(id, city));
            pools.add(pool(id, "L4-24GB", "own.quantityL4", "own.priceL4"));
            pools.add(pool(id, "L40S-48GB", "own.quantityL40S", "own.priceL40S"));
            notes.add(note(city, hosted.getOrDefault(id, List.of())));
        });
        return new Proposal(sites, pools, notes);
    }

    /** Id of the proposed site where the workload is hosted today; missing if it is not on premises. */
    @Nullable
    String hostedAt(Workload workload) {
        var city = city(workload);
        return city == null ? null : siteId(city);
    }

    /** Users within this distance reach an own site by LAN. */
    double reachKm() {
        return assumptions.value("latency.ownPremisesLanKm");
    }

    /** The same site at any user location, to see what it would change. */
    Proposal trial(UserLocation location) {
        var id = siteId(location);
        return new Proposal(
                List.of(site(id, location)),
                List.of(
                        pool(id, "L4-24GB", "own.quantityL4", "own.priceL4"),
                        pool(id, "L40S-48GB", "own.quantityL40S", "own.priceL40S")),
                List.of());
    }

    private String note(UserLocation city, List<String> workloads) {
        return String.format(
                Locale.ROOT,
                "OWN_PREMISES_ASSUMED: an own edge site in %s %s with %.0f × L4-24GB and %.0f × L40S-48GB, because %s"
                        + " hosted there. Confirm or edit it.",
                city.name(),
                city.country(),
                assumptions.value("own.quantityL4"),
                assumptions.value("own.quantityL40S"),
                workloads.size() == 1
                        ? "workload " + workloads.getFirst() + " is"
                        : workloads.size() + " workloads are");
    }

    /** An own site that the user entered takes the place of a proposed one. */
    private boolean known(UserLocation city) {
        return catalogue.sites().stream()
                .anyMatch(site -> site.ownership() == Ownership.OWN
                        && site.at().kmTo(city.at()) <= assumptions.value("latency.ownPremisesLanKm"));
    }

    /** Where the hosting of a workload says that its own machines are: among cities of one name, the one near its users. */
    private @Nullable UserLocation city(Workload workload) {
        var hosting = workload.constraints().currentSite();
        if (hosting == null) {
            return null;
        }
        var points = workload.demand().points();
        return Hosting.of(hosting).filter(named -> named.kind() == Hosting.Kind.ON_PREMISES).stream()
                .flatMap(named -> candidates(named.place()).stream())
                .min(Comparator.comparing(city -> !near(city, points)))
                .orElse(null);
    }

    /** Cities with this name, the most populous first; a country or a bare point is no city. */
    private List<UserLocation> candidates(String place) {
        return switch (places.find(place)) {
            case PlaceFinder.Place.Found found ->
                found.countryCentre() || found.location().country().isEmpty() ? List.of() : List.of(found.location());
            case PlaceFinder.Place.Ambiguous several -> several.candidates();
            case PlaceFinder.Place.Unknown unknown -> List.of();
        };
    }

    private static boolean near(UserLocation city, List<DemandPoint> points) {
        return points.stream().anyMatch(point -> point.location().at().kmTo(city.at()) <= SAME_CITY_KM);
    }

    private Site site(String id, UserLocation city) {
        return new Site(
                id,
                "own",
                id.substring("own/".length()),
                "Own premises " + city.name(),
                SiteKind.OWN_PREMISES,
                SiteTier.EDGE,
                Ownership.OWN,
                city.name(),
                city.country(),
                city.at(),
                "assumed",
                id,
                0,
                true,
                assumptions.get("cost.pueDefault").figure(),
                electricity(city.country()),
                grid(city.country()),
                null,
                Provenance.assumed("a workload is hosted there; confirm or edit it"));
    }

    /** What other sites of the country pay. */
    private Figure electricity(String country) {
        return catalogue.sites().stream()
                .filter(site -> site.country().equals(country))
                .map(Site::usdPerKwh)
                .findFirst()
                .orElseGet(() -> assumptions.get("cost.usdPerKwhDefault").figure());
    }

    private @Nullable Figure grid(String country) {
        return catalogue.sites().stream()
                .filter(site -> site.country().equals(country) && site.gridGco2PerKwh() != null)
                .map(Site::gridGco2PerKwh)
                .findFirst()
                .orElse(null);
    }

    private CapacityPool pool(String siteId, String accelerator, String quantityKey, String priceKey) {
        return new CapacityPool(
                siteId + "|" + accelerator + "|owned",
                siteId,
                accelerator,
                PurchaseTerm.OWNED,
                assumptions.get(quantityKey).figure(),
                new Figure(
                        usdPerHour(assumptions, priceKey),
                        "USD/h",
                        new Provenance(
                                Kind.ASSUMED,
                                "price with host over its months of use, and maintenance, over 730 h a month",
                                "")),
                true);
    }

    /** Amortised price with host and maintenance of one owned accelerator per hour, without energy. */
    static double usdPerHour(Assumptions assumptions, String priceKey) {
        return new OwnedHardware(assumptions)
                .usdPerHour(assumptions.value(priceKey) * assumptions.value("own.hostFactor"));
    }

    private static String siteId(UserLocation city) {
        return "own/" + Words.normal(city.name()).replace(' ', '-') + "-"
                + city.country().toLowerCase(Locale.ROOT);
    }
}
