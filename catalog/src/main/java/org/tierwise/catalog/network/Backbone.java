package org.tierwise.catalog.network;

import java.util.List;
import java.util.Map;

/**
 * The data of the backbone model.
 *
 * @param landmassByCountry ISO country code to landmass
 */
public record Backbone(List<BackboneHub> hubs, List<BackboneLink> links, Map<String, String> landmassByCountry) {
    public Backbone {
        hubs = List.copyOf(hubs);
        links = List.copyOf(links);
        landmassByCountry = Map.copyOf(landmassByCountry);
    }
}
