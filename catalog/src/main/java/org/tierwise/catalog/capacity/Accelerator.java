package org.tierwise.catalog.capacity;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.provenance.Provenance;

/**
 * An accelerator as its vendor publishes it. All rates are dense, without sparsity.
 *
 * @param id the key that prices and benchmarks use, such as "H100-80GB-SXM"
 * @param memoryGb marketing gigabytes
 * @param usableGib stated usable memory in GiB; missing means the formula of the sizing model
 * @param memoryType HBM, GDDR7, GDDR6_ECC or another name (LPDDR5, GDDR6X): GDDR6_ECC leaves less of the memory usable
 * @param bandwidthGbS memory bandwidth in GB/s
 * @param tdpW thermal design power; missing for TPUs and Trainium
 * @param customSilicon true for TPU, Trainium and Inferentia: no option for a model until its support is accepted
 */
public record Accelerator(
        String id,
        String vendor,
        String name,
        double memoryGb,
        @Nullable Double usableGib,
        String memoryType,
        double bandwidthGbS,
        @Nullable Double bf16Tflops,
        @Nullable Double fp8Tflops,
        @Nullable Double int8Tops,
        @Nullable Double fp4Tflops,
        @Nullable Double tdpW,
        boolean customSilicon,
        Provenance provenance) {}
