package org.tierwise.solver.latency;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.geo.Gazetteer;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.Backbone;
import org.tierwise.catalog.network.BackboneLink;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.UserLocation;

/**
 * How long a round takes from a user to a site: access, aggregation and core. The first that exists gives the core: a
 * MEASURED row, a PUBLISHED row of a region within 100 km of the user, the backbone model.
 *
 * <p>Immutable to its users and thread-safe: what is known of a place is computed once and kept. For many sites take
 * {@link #from} once per location.
 */
public final class LatencyModel {
    private final List<Site> sites;
    private final Gazetteer gazetteer;
    private final Backbone backbone;
    private final List<RoundTripRow> rows;
    private final Assumptions assumptions;
    private final Set<BackboneLink> cut;

    private final CoreModel core;
    private final PublicEntry publicEntry;
    private final ObservedRows observed;
    private final double lanKm;
    private final Map<AccessProfile, RoundTrip> access = new EnumMap<>(AccessProfile.class);
    private final Map<String, Attachment> attachments = new ConcurrentHashMap<>();
    private final Map<UserLocation, LocationLatency> locations = new ConcurrentHashMap<>();

    /** The model over a catalogue, with the catalogue's own assumptions or those that a user changed. */
    public LatencyModel(ReferenceCatalogue catalogue, Assumptions assumptions) {
        this(
                catalogue.sites(),
                catalogue.gazetteer(),
                catalogue.backbone(),
                catalogue.roundTrips(),
                assumptions,
                Set.of());
    }

    LatencyModel(
            List<Site> sites,
            Gazetteer gazetteer,
            Backbone backbone,
            List<RoundTripRow> rows,
            Assumptions assumptions,
            Set<BackboneLink> cut) {
        this.sites = sites;
        this.gazetteer = gazetteer;
        this.backbone = backbone;
        this.rows = rows;
        this.assumptions = assumptions;
        this.cut = cut;
        core = new CoreModel(backbone, cut, assumptions);
        publicEntry = new PublicEntry(gazetteer, assumptions);
        observed = new ObservedRows(rows, points(), assumptions.value("latency.publishedWithinKm"));
        lanKm = assumptions.value("latency.ownPremisesLanKm");
        for (var profile : AccessProfile.values()) {
            access.put(profile, accessOf(profile));
        }
    }

    /** The same world with links of the backbone out of order. Rows of tables stay: they are not computed from links. */
    public LatencyModel without(Set<BackboneLink> links) {
        var all = new HashSet<>(cut);
        all.addAll(links);
        return new LatencyModel(sites, gazetteer, backbone, rows, assumptions, Set.copyOf(all));
    }

    /** The same world with more rows, such as a customer's measurements: they take part as their kind says. */
    public LatencyModel with(List<RoundTripRow> moreRows) {
        var all = new ArrayList<>(rows);
        all.addAll(moreRows);
        return new LatencyModel(sites, gazetteer, backbone, List.copyOf(all), assumptions, cut);
    }

    private Map<String, GeoPoint> points() {
        Map<String, GeoPoint> points = new HashMap<>();
        for (var site : sites) {
            points.put(site.id(), site.at());
        }
        for (var city : gazetteer.cities()) {
            points.put("city/" + city.id(), city.at());
        }
        return points;
    }

    private RoundTrip accessOf(AccessProfile profile) {
        var key = switch (profile) {
            case LAN -> "lan";
            case FIBRE -> "fibre";
            case CABLE_DSL -> "cableDsl";
            case FIVE_G -> "fiveG";
            case FOUR_G -> "fourG";
            case LEO -> "leo";
            case GEO -> "geo";
        };
        double p50 = assumptions.value("access." + key + ".p50Ms");
        var p95 = assumptions.get("access." + key + ".p95Ms").figure();
        var provenance = p95.provenance();
        return new RoundTrip(
                p50,
                p95.value(),
                p95.value(),
                p95.value(),
                provenance.kind(),
                profile.label() + ": " + provenance.source(),
                "");
    }

    /** The user's last mile. On the user's own premises it is the LAN, whatever the profile says. */
    public RoundTrip access(AccessProfile profile, boolean ownPremises) {
        var trip = access.get(ownPremises ? AccessProfile.LAN : profile);
        if (trip == null) {
            throw new IllegalStateException("There is no round trip for the access profile (" + profile + ").");
        }
        return trip;
    }

    /** The way inside the site's network; no band. */
    public RoundTrip aggregation(Site site) {
        double ms = site.aggregationRttMs();
        return new RoundTrip(ms, ms, ms, ms, Kind.ASSUMED, "round trip inside the site's network", "");
    }

    /** Between the user's network and the site. */
    public RoundTrip core(UserLocation location, Site site) {
        return from(location).core(site);
    }

    /** Everything that is known of one location, kept for the life of this model. */
    public LocationLatency from(UserLocation location) {
        return locations.computeIfAbsent(location, l -> new LocationLatency(this, l));
    }

    /** Whether users there reach an own site by their LAN: within 30 km. */
    public boolean ownPremises(UserLocation location, Site site) {
        return site.ownership() == Ownership.OWN && location.at().kmTo(site.at()) <= lanKm;
    }

    /** The least round trip in ms that light in fibre allows over a distance. */
    public double fibreFloorMs(double km) {
        return FibreFloor.ms(km);
    }

    /** Rows that are not used, because they are impossible or name an unknown place. */
    public List<RejectedRow> rejectedRows() {
        return observed.rejected();
    }

    /**
     * The whole prediction for a user and a site.
     *
     * @param queue time until a server is free
     * @param processing time on the server
     */
    public LatencyStack stack(
            UserLocation location, AccessProfile profile, Site site, LatencyPart queue, LatencyPart processing) {
        return new LatencyStack(List.of(
                access(profile, ownPremises(location, site)).part("access"),
                aggregation(site).part("aggregation"),
                core(location, site).part("core"),
                queue,
                processing));
    }

    CoreModel coreModel() {
        return core;
    }

    ObservedRows observed() {
        return observed;
    }

    /** A site that moved, as in a what-if, is not the one that was kept. */
    Attachment attachment(Site site) {
        var kept = attachments.computeIfAbsent(site.id(), id -> core.attach(site.at(), site.country()));
        return kept.at().equals(site.at()) && kept.country().equals(site.country())
                ? kept
                : core.attach(site.at(), site.country());
    }

    double entryFactor(UserLocation location, Site site) {
        return site.ownership() == Ownership.OWN && !ownPremises(location, site)
                ? publicEntry.factor(location.country(), site.country())
                : 1;
    }
}
