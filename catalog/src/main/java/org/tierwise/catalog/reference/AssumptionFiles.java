package org.tierwise.catalog.reference;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.ModelDefault;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/** Reads the editable numbers and the default model of each class. */
final class AssumptionFiles {
    static final String NUMBERS = "assumptions.csv";
    static final String MODELS = "class_defaults.csv";

    private final CatalogueTables tables;

    AssumptionFiles(CatalogueTables tables) {
        this.tables = tables;
    }

    Assumptions numbers() {
        var seen = new HashSet<String>();
        return new Assumptions(tables.read(NUMBERS, List.of("key", "label", "value", "unit"), row -> {
            String key = row.text("key");
            if (!seen.add(key)) {
                throw row.bad("DUPLICATE", "key", "the assumption (" + key + ") is given twice. Remove one row.");
            }
            return new Assumption(
                    key, row.text("label"), new Figure(row.number("value"), row.text("unit"), row.provenance()));
        }));
    }

    Map<WorkloadClass, ModelDefault> models() {
        var byClass = new EnumMap<WorkloadClass, ModelDefault>(WorkloadClass.class);
        tables.read(
                MODELS,
                List.of("workload_class", "model", "precision"),
                row -> byClass.put(
                        row.choice("workload_class", WorkloadClass.class),
                        new ModelDefault(row.text("model"), row.text("precision"), row.provenance())));
        return byClass;
    }
}
