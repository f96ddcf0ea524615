package org.tierwise.solver.problem;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Site;

/**
 * Where managed offers are. An offer with a published region is there. Vendors that publish a world-wide list price and
 * no place are taken to answer from a region of their home country: that is the careful choice, because a nearer point
 * of presence shortens the network only, and residency is granted by contract for named regions only. ASSUMED.
 */
final class ManagedPlaces {
    /** Vendor to regions that may stand for it, first known first. */
    private static final Map<String, List<String>> HOME = Map.ofEntries(
            Map.entry("amazon", List.of("aws/us-east-1")),
            Map.entry("anthropic", List.of("aws/us-east-1")),
            Map.entry("deepseek", List.of("azure/chinaeast2", "aws/cn-north-1", "azure/eastasia")),
            Map.entry("google", List.of("gcp/us-central1")),
            Map.entry("meta-ai", List.of("aws/us-east-1")),
            Map.entry("minimax", List.of("azure/chinaeast2", "aws/cn-north-1", "azure/eastasia")),
            Map.entry("mistral", List.of("gcp/europe-west9", "azure/francecentral")),
            Map.entry("moonshot-ai", List.of("azure/chinaeast2", "aws/cn-north-1", "azure/eastasia")),
            Map.entry("openai", List.of("azure/eastus", "azure/eastus2")),
            Map.entry("qwen", List.of("azure/chinaeast2", "aws/cn-north-1", "azure/eastasia")),
            Map.entry("xai", List.of("oci/us-ashburn-1", "aws/us-east-1")));

    private ManagedPlaces() {}

    /** The site of each offer, in the order of the offers; offers of unknown vendors without a place are left out. */
    static Map<ManagedOffer, Site> of(List<ManagedOffer> offers, List<Site> sites) {
        var byId = new HashMap<String, Site>();
        sites.forEach(site -> byId.put(site.id(), site));
        var places = new LinkedHashMap<ManagedOffer, Site>();
        for (var offer : offers) {
            var published = offer.siteId() == null ? null : byId.get(offer.siteId());
            if (published != null) {
                places.put(offer, published);
                continue;
            }
            HOME.getOrDefault(offer.vendor(), List.of()).stream()
                    .filter(byId::containsKey)
                    .findFirst()
                    .map(byId::get)
                    .ifPresent(site -> places.put(offer, site));
        }
        return places;
    }

    /** Whether the place of an offer is published. */
    static boolean published(ManagedOffer offer) {
        return offer.siteId() != null;
    }
}
