package org.tierwise.catalog.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.capacity.ServingBenchmark;

/** Reads accelerators, models and measured throughput. */
final class HardwareFiles {
    private final CatalogueTables tables;
    private final List<Accelerator> accelerators;
    private final List<Model> models;
    private final Set<String> acceleratorIds;
    private final Set<String> modelIds;

    HardwareFiles(CatalogueTables tables) {
        this.tables = tables;
        accelerators = tables.read(
                "accelerators/accelerators.csv",
                List.of("id", "vendor", "name", "memory_gb", "memory_type", "bandwidth_gb_s", "custom_silicon"),
                unique(HardwareFiles::accelerator));
        models = tables.read(
                "models/models.csv",
                List.of("id", "params_b", "active_params_b", "kv_bytes_per_token_16", "mixture_of_experts"),
                unique(HardwareFiles::model));
        acceleratorIds = accelerators.stream().map(Accelerator::id).collect(Collectors.toSet());
        modelIds = models.stream().map(Model::id).collect(Collectors.toSet());
    }

    List<Accelerator> accelerators() {
        return accelerators;
    }

    List<Model> models() {
        return models;
    }

    List<ServingBenchmark> benchmarks() {
        return tables.read(
                "serving/throughput.csv",
                List.of(
                        "model",
                        "accelerator",
                        "accelerators",
                        "precision",
                        "input_tokens",
                        "output_tokens",
                        "output_tokens_per_s"),
                row -> new ServingBenchmark(
                        modelId(row, "model"),
                        acceleratorId(row, "accelerator"),
                        row.integer("accelerators"),
                        row.text("precision"),
                        row.integer("input_tokens"),
                        row.integer("output_tokens"),
                        row.positive("output_tokens_per_s"),
                        row.provenance()));
    }

    String acceleratorId(CatalogueRow row, String column) {
        String id = row.text(column);
        if (!acceleratorIds.contains(id)) {
            throw row.bad(
                    "ACCELERATOR_UNKNOWN",
                    column,
                    "the accelerator (" + id
                            + ") is not in accelerators/accelerators.csv. Correct the name or add its specification there.");
        }
        return id;
    }

    String modelId(CatalogueRow row, String column) {
        String id = row.text(column);
        if (!modelIds.contains(id)) {
            throw row.bad(
                    "MODEL_UNKNOWN",
                    column,
                    "the model (" + id + ") is not in models/models.csv. Correct the name or add the model there.");
        }
        return id;
    }

    private static <T> Function<CatalogueRow, T> unique(Function<CatalogueRow, T> reader) {
        var seen = new HashSet<String>();
        return row -> {
            if (!seen.add(row.text("id"))) {
                throw row.bad("DUPLICATE", "id", "the id (" + row.text("id") + ") is given twice. Remove one row.");
            }
            return reader.apply(row);
        };
    }

    private static Accelerator accelerator(CatalogueRow row) {
        return new Accelerator(
                row.text("id"),
                row.text("vendor"),
                row.text("name"),
                row.positive("memory_gb"),
                row.notNegativeOrMissing("usable_gib"),
                row.text("memory_type"),
                row.positive("bandwidth_gb_s"),
                row.notNegativeOrMissing("bf16_tflops"),
                row.notNegativeOrMissing("fp8_tflops"),
                row.notNegativeOrMissing("int8_tops"),
                row.notNegativeOrMissing("fp4_tflops"),
                row.notNegativeOrMissing("tdp_w"),
                row.flag("custom_silicon"),
                row.provenance());
    }

    private static Model model(CatalogueRow row) {
        double params = row.positive("params_b");
        double active = row.positive("active_params_b");
        if (active > params) {
            throw row.bad(
                    "OUT_OF_RANGE",
                    "active_params_b",
                    "the active parameters (" + row.text("active_params_b") + ") must not exceed all parameters ("
                            + row.text("params_b") + ").");
        }
        return new Model(
                row.text("id"),
                params,
                active,
                (long) row.positive("kv_bytes_per_token_16"),
                row.optional("max_context_tokens").isEmpty() ? 0 : row.integer("max_context_tokens"),
                row.flag("mixture_of_experts"),
                row.provenance());
    }
}
