package org.tierwise.catalog.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.geo.Country;

/** The catalogue by id and by name. Build it once for a catalogue and keep it. Immutable. */
public final class CatalogueIndex {
    private final Map<String, Site> sites;
    private final Map<String, Accelerator> accelerators;
    private final Map<String, Model> models;
    private final Map<String, List<CapacityPool>> poolsBySite;
    private final Map<String, Country> countries;

    public CatalogueIndex(ReferenceCatalogue catalogue) {
        sites = byKey(catalogue.sites(), Site::id);
        accelerators = byKey(catalogue.accelerators(), Accelerator::id);
        models = byKey(catalogue.models(), Model::id);
        countries = byKey(catalogue.gazetteer().countries(), Country::iso2);
        poolsBySite = catalogue.pools().stream().collect(Collectors.groupingBy(CapacityPool::siteId));
    }

    /** Throws if there is no such site. */
    public Site site(String id) {
        return known(sites.get(id), "site", id);
    }

    public Optional<Site> findSite(String id) {
        return Optional.ofNullable(sites.get(id));
    }

    /** Throws if there is no such accelerator. */
    public Accelerator accelerator(String id) {
        return known(accelerators.get(id), "accelerator", id);
    }

    /** Throws if there is no model with exactly this id. */
    public Model model(String id) {
        return known(models.get(id), "model", id);
    }

    /** The pools of a site; empty for a mere presence. */
    public List<CapacityPool> pools(String siteId) {
        return poolsBySite.getOrDefault(siteId, List.of());
    }

    public Optional<Country> findCountry(String iso2) {
        return Optional.ofNullable(countries.get(iso2));
    }

    private static <T> Map<String, T> byKey(List<T> all, Function<T, String> key) {
        return all.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    private static <T> T known(@Nullable T value, String what, String id) {
        if (value == null) {
            throw new IllegalArgumentException("The catalogue has no " + what + " (" + id + ").");
        }
        return value;
    }
}
