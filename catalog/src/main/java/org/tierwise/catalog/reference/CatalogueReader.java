package org.tierwise.catalog.reference;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.geo.Gazetteer;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.ModelDefault;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/**
 * Reads the catalogue from its files: the shipped ones, or those of a folder with the same layout, which replace the
 * shipped ones file by file. Whatever is wrong is gathered first and thrown as one {@link CatalogueException}.
 */
public final class CatalogueReader {
    private CatalogueReader() {}

    /** The catalogue that ships with the product. */
    public static ReferenceCatalogue shipped() {
        return read(CatalogueFiles.shipped());
    }

    /**
     * The shipped catalogue with the files of a folder in place of the shipped ones; assumptions and class defaults
     * are replaced row by row.
     *
     * @throws CatalogueException if the folder does not exist, a file of it is not known or a value cannot be used; nothing is read in part
     */
    public static ReferenceCatalogue read(Path directory) {
        return read(CatalogueFiles.of(directory, CatalogueTables.names()));
    }

    /** The files of the shipped catalogue by their path, to be kept with what was solved from them. */
    public static SortedMap<String, byte[]> shippedFiles() {
        var files = new TreeMap<String, byte[]>();
        CatalogueTables.names().forEach(name -> files.put(name, CatalogueFiles.ours(name)));
        return files;
    }

    /**
     * The catalogue of files that {@link #shippedFiles} gave, maybe of another version of the program.
     *
     * @throws IllegalStateException if this version needs a file that is not among them
     */
    public static ReferenceCatalogue read(Map<String, byte[]> shippedFiles) {
        return read(CatalogueFiles.kept(shippedFiles));
    }

    /** Only the editable numbers of the shipped catalogue, for who needs no more. */
    public static Assumptions shippedAssumptions() {
        var tables = new CatalogueTables(CatalogueFiles.shipped());
        var assumptions = new AssumptionFiles(tables).numbers();
        tables.requireNoIssues();
        return assumptions;
    }

    /** Only the default model of each class of the shipped catalogue. */
    public static Map<WorkloadClass, ModelDefault> shippedClassDefaults() {
        var tables = new CatalogueTables(CatalogueFiles.shipped());
        var defaults = new AssumptionFiles(tables).models(new HardwareFiles(tables));
        tables.requireNoIssues();
        return defaults;
    }

    /** In steps: what later files refer to must be sound first, or one wrong row would be reported a hundred times. */
    private static ReferenceCatalogue read(CatalogueFiles files) {
        var tables = new CatalogueTables(files);
        var assumptionFiles = new AssumptionFiles(tables);
        var assumptions = assumptionFiles.numbers();
        var geo = new GeoFiles(tables);
        var hardware = new HardwareFiles(tables);
        var classDefaults = assumptionFiles.models(hardware);
        tables.requireNoIssues();
        var siteFiles = new SiteFiles(tables, geo);
        var network = new NetworkFiles(tables, geo);
        var backbone = network.backbone();
        var aliases = geo.aliases();
        var blocs = geo.blocs();
        var benchmarks = hardware.benchmarks();
        tables.requireNoIssues();

        var drafts = siteFiles.drafts();
        var prices = new PriceFiles(tables, drafts);
        var listed = prices.accelerators(hardware);
        var levels = prices.levels();
        var offers = prices.offers();
        var egress = prices.egress();
        var roundTrips = network.roundTrips(drafts);
        var energy = new EnergyFiles(tables, assumptions);
        tables.requireNoIssues();

        var memoryGb =
                hardware.accelerators().stream().collect(Collectors.toMap(Accelerator::id, Accelerator::memoryGb));
        var tiers = new TierAssignment(
                drafts.values(), listed, geo::continent, memoryGb, assumptions.value("quota.largeMemoryGb"));
        var pools = new PoolDerivation(tiers, memoryGb, assumptions)
                .pools(new PriceEstimates(levels).complete(listed, drafts.values()));
        var withPool = pools.stream().map(CapacityPool::siteId).collect(Collectors.toSet());
        var sites = drafts.values().stream()
                .map(draft -> site(draft, tiers, energy, assumptions, withPool))
                .toList();
        return new ReferenceCatalogue(
                files.version(),
                new Gazetteer(geo.cities(), geo.countries(), aliases, siteFiles.airports(), blocs),
                sites,
                hardware.accelerators(),
                hardware.models(),
                pools,
                offers,
                benchmarks,
                backbone,
                roundTrips,
                egress,
                assumptions,
                classDefaults);
    }

    private static Site site(
            SiteDraft draft, TierAssignment tiers, EnergyFiles energy, Assumptions assumptions, Set<String> withPool) {
        boolean pop = switch (draft.kind()) {
            case EDGE_POP -> true;
            case REGION, LOCAL_ZONE, WAVELENGTH_ZONE, EXTENDED_ZONE, OWN_PREMISES -> false;
        };
        @Nullable Double noLimit = null;
        return new Site(
                draft.id(),
                draft.provider(),
                draft.code(),
                draft.name(),
                draft.kind(),
                tiers.of(draft),
                Ownership.CLOUD,
                draft.city(),
                draft.country(),
                draft.at(),
                draft.status(),
                draft.failureDomain(),
                assumptions.value(pop ? "latency.aggregationEdgePopMs" : "latency.aggregationOtherMs"),
                withPool.contains(draft.id()),
                energy.pue(draft),
                energy.usdPerKwh(draft),
                energy.gridGco2PerKwh(draft),
                noLimit,
                draft.provenance());
    }
}
