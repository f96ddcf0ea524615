package org.tierwise.solver.sizing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;

/** Type of a model's weights. The names in lower case are those of the benchmark rows. */
public enum Precision {
    BF16,
    FP8,
    FP4;

    /** The word of files and benchmark rows: "fp8". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The precision of a word such as "fp8"; an unknown word is refused. */
    public static Precision of(String label) {
        for (var precision : values()) {
            if (precision.label().equals(label.toLowerCase(Locale.ROOT))) {
                return precision;
            }
        }
        throw new IllegalArgumentException("The precision (" + label + ") is not known. Known are bf16, fp8, fp4.");
    }

    /**
     * Dense TFLOPS that an accelerator computes at with such weights; missing if it cannot use them. An accelerator
     * without FP8 arithmetic holds FP8 weights all the same and computes at 16 bit: half the memory, not twice the speed.
     */
    public @Nullable Double tflops(Accelerator accelerator) {
        return switch (this) {
            case BF16 -> accelerator.bf16Tflops();
            case FP8 -> accelerator.fp8Tflops() != null ? accelerator.fp8Tflops() : accelerator.bf16Tflops();
            case FP4 -> accelerator.fp4Tflops();
        };
    }

    /** Whether the KV cache is held at 8 bit by default: with FP8 and FP4 weights. */
    boolean kv8Bit() {
        return this != BF16;
    }

    String keySuffix() {
        return switch (this) {
            case BF16 -> "Bf16";
            case FP8 -> "Fp8";
            case FP4 -> "Fp4";
        };
    }
}
