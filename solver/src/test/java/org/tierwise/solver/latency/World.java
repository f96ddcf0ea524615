package org.tierwise.solver.latency;

import java.util.List;
import java.util.Set;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.network.BackboneLink;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.UserLocation;

/** The shipped catalogue with short names for what the latency tests ask of it. */
final class World {
    final ReferenceCatalogue catalogue = CatalogueReader.shipped();
    /** With the published rows. */
    final LatencyModel model = new LatencyModel(catalogue, catalogue.assumptions());
    /** Without any row: everything is modelled. */
    final LatencyModel modelled = withRows(List.of());

    LatencyModel withRows(List<RoundTripRow> rows) {
        return new LatencyModel(
                catalogue.sites(),
                catalogue.gazetteer(),
                catalogue.backbone(),
                rows,
                catalogue.assumptions(),
                Set.of());
    }

    Site site(String id) {
        return catalogue.sites().stream()
                .filter(site -> site.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no site " + id));
    }

    UserLocation city(String name, String country) {
        return catalogue.gazetteer().cities().stream()
                .filter(city -> city.name().equals(name) && city.country().equals(country))
                .findFirst()
                .map(city -> new UserLocation(city.name(), city.country(), city.at()))
                .orElseThrow(() -> new AssertionError("no city " + name));
    }

    /** A user who sits in a region. */
    UserLocation at(String siteId) {
        var site = site(siteId);
        return new UserLocation(site.city(), site.country(), site.at());
    }

    RoundTrip modelled(String from, String to) {
        return modelled.core(at(from), site(to));
    }

    RoundTrip published(String from, String to) {
        return model.core(at(from), site(to));
    }

    Set<BackboneLink> link(String a, String b) {
        return Set.copyOf(catalogue.backbone().links().stream()
                .filter(link -> Set.of(link.hubA(), link.hubB()).equals(Set.of(a, b)))
                .toList());
    }
}
