package org.tierwise.solver.problem;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.City;
import org.tierwise.catalog.geo.Gazetteer;
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
    private static final Pattern HOSTING =
            Pattern.compile("(?:on[ -]?prem(?:ise)?s?|own premises|own/)[ :/,-]*(.+)", Pattern.CASE_INSENSITIVE);
    /** A city of the hosting is taken to be the one of its name that lies this near to the workload's users. */
    private static final double SAME_CITY_KM = 60;

    private final ReferenceCatalogue catalogue;
    private final Assumptions assumptions;
    private final Map<String, List<City>> citiesByName;

    OwnPremises(ReferenceCatalogue catalogue, Assumptions assumptions) {
        this.catalogue = catalogue;
        this.assumptions = assumptions;
        citiesByName = byName(catalogue.gazetteer());
    }

    /** Own sites, their pools and one note each, ordered by site. */
    record Proposal(List<Site> sites, List<CapacityPool> pools, List<String> notes) {
        static final Proposal NONE = new Proposal(List.of(), List.of(), List.of());
    }

    Proposal propose(List<Workload> workloads) {
        var cities = new TreeMap<String, City>();
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
        var city = new City(0, location.name(), location.country(), 0, location.at());
        var id = siteId(city);
        return new Proposal(
                List.of(site(id, city)),
                List.of(
                        pool(id, "L4-24GB", "own.quantityL4", "own.priceL4"),
                        pool(id, "L40S-48GB", "own.quantityL40S", "own.priceL40S")),
                List.of());
    }

    private String note(City city, List<String> workloads) {
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
    private boolean known(City city) {
        return catalogue.sites().stream()
                .anyMatch(site -> site.ownership() == Ownership.OWN
                        && site.at().kmTo(city.at()) <= assumptions.value("latency.ownPremisesLanKm"));
    }

    private @Nullable City city(Workload workload) {
        var hosting = workload.constraints().currentSite();
        if (hosting == null) {
            return null;
        }
        var named = HOSTING.matcher(hosting.strip());
        if (!named.matches()) {
            return null;
        }
        var points = workload.demand().points();
        return candidates(named.group(1)).stream()
                .min(Comparator.comparing((City city) -> !near(city, points))
                        .thenComparing(
                                Comparator.comparingLong(City::population).reversed())
                        .thenComparingLong(City::id))
                .orElse(null);
    }

    /** "Zaragoza", "Zaragoza, ES" and "zaragoza-es". */
    private List<City> candidates(String place) {
        var whole = citiesByName.get(fold(place));
        if (whole != null) {
            return whole;
        }
        var country = Pattern.compile("(.+?)[ ,(-]+([A-Za-z]{2})\\)?").matcher(place);
        return country.matches()
                ? citiesByName.getOrDefault(fold(country.group(1)), List.of()).stream()
                        .filter(city -> city.country().equalsIgnoreCase(country.group(2)))
                        .toList()
                : List.of();
    }

    private static boolean near(City city, List<DemandPoint> points) {
        return points.stream().anyMatch(point -> point.location().at().kmTo(city.at()) <= SAME_CITY_KM);
    }

    private Site site(String id, City city) {
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

    private static String siteId(City city) {
        return "own/" + fold(city.name()).replace(' ', '-') + "-"
                + city.country().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<City>> byName(Gazetteer gazetteer) {
        Map<String, List<City>> names = new TreeMap<>();
        Map<Long, City> byId = new TreeMap<>();
        for (var city : gazetteer.cities()) {
            names.computeIfAbsent(fold(city.name()), name -> new ArrayList<>()).add(city);
            byId.put(city.id(), city);
        }
        gazetteer.aliases().forEach((alias, id) -> {
            var city = byId.get(id);
            if (city != null) {
                names.computeIfAbsent(fold(alias), name -> new ArrayList<>()).add(city);
            }
        });
        return names;
    }

    /** Lower case without accents: "Gdańsk" and "gdansk", "Łódź" and "lodz". */
    private static String fold(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("ø", "o")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
