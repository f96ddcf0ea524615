package org.tierwise.catalog.reference;

import java.util.Map;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.ModelDefault;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/** Reads the catalogue from its files. */
public final class CatalogueReader {
    private CatalogueReader() {}

    /** Only the editable numbers of the shipped catalogue, for who needs no more. */
    public static Assumptions shippedAssumptions() {
        var tables = new CatalogueTables(new CatalogueFiles(null));
        var assumptions = new AssumptionFiles(tables).numbers();
        tables.requireNoIssues();
        return assumptions;
    }

    /** Only the default model of each class of the shipped catalogue. */
    public static Map<WorkloadClass, ModelDefault> shippedClassDefaults() {
        var tables = new CatalogueTables(new CatalogueFiles(null));
        var defaults = new AssumptionFiles(tables).models();
        tables.requireNoIssues();
        return defaults;
    }
}
