package org.tierwise.catalog.reference;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.ModelDefault;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/** Reads the editable numbers and the default model of each class. */
final class AssumptionFiles {
    static final String NUMBERS = "assumptions.csv";
    static final String MODELS = "class_defaults.csv";
    private static final List<String> COLUMNS = List.of("key", "label", "value", "unit");

    private final CatalogueTables tables;

    AssumptionFiles(CatalogueTables tables) {
        this.tables = tables;
    }

    /** The shipped numbers; a folder's file changes those that it names and leaves the others. */
    Assumptions numbers() {
        var byKey = new LinkedHashMap<String, Assumption>();
        var seen = new HashSet<String>();
        tables.readShipped(NUMBERS, COLUMNS, row -> {
            var assumption = assumption(row);
            return byKey.put(assumption.key(), assumption);
        });
        if (tables.isReplaced(NUMBERS)) {
            tables.read(NUMBERS, List.of("key", "value"), row -> changed(row, byKey, seen));
        }
        return new Assumptions(List.copyOf(byKey.values()));
    }

    Map<WorkloadClass, ModelDefault> models(HardwareFiles hardware) {
        var byClass = new EnumMap<WorkloadClass, ModelDefault>(WorkloadClass.class);
        Function<CatalogueRow, ModelDefault> reader =
                row -> new ModelDefault(hardware.modelId(row, "model"), row.text("precision"), row.provenance());
        var columns = List.of("workload_class", "model", "precision");
        tables.readShipped(
                MODELS,
                columns,
                row -> byClass.put(row.choice("workload_class", WorkloadClass.class), reader.apply(row)));
        if (tables.isReplaced(MODELS)) {
            tables.read(
                    MODELS,
                    columns,
                    row -> byClass.put(row.choice("workload_class", WorkloadClass.class), reader.apply(row)));
        }
        return byClass;
    }

    private static Assumption assumption(CatalogueRow row) {
        return new Assumption(
                row.text("key"),
                row.text("label"),
                new Figure(row.number("value"), row.text("unit"), row.provenance()));
    }

    private static Assumption changed(CatalogueRow row, Map<String, Assumption> byKey, HashSet<String> seen) {
        String key = row.text("key");
        var old = byKey.get(key);
        if (old == null) {
            throw row.bad(
                    "VALUE_UNKNOWN",
                    "key",
                    "there is no assumption (" + key + "). Use a key of the shipped " + NUMBERS + ".");
        }
        if (!seen.add(key)) {
            throw row.bad("DUPLICATE", "key", "the assumption (" + key + ") is given twice. Remove one row.");
        }
        String unit = row.optional("unit");
        if (!unit.isEmpty() && !unit.equals(old.figure().unit())) {
            throw row.bad(
                    "VALUE_UNKNOWN",
                    "unit",
                    "the unit (" + unit + ") of " + key + " must be "
                            + old.figure().unit() + ". Convert the value.");
        }
        var figure = new Figure(row.number("value"), old.figure().unit(), row.provenance());
        var changed = new Assumption(key, old.label(), figure);
        byKey.put(key, changed);
        return changed;
    }
}
