package org.tierwise.bench;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/** An instance to be generated, the same on every machine: {@code estate:…} or {@code linear:…}. */
public sealed interface Spec permits EstateSpec, LinearSpec {
    /** Without the seed: what instances have in common whose results are averaged. */
    String family();

    PlacementModel generate();

    /** The spec, or nothing where the text begins like no spec. */
    static @Nullable Spec parse(String text) {
        if (text.startsWith(EstateSpec.PREFIX)) {
            return EstateSpec.parse(text);
        }
        return text.startsWith(LinearSpec.PREFIX) ? LinearSpec.parse(text) : null;
    }

    /** The parts after the prefix; sizes first, then utilisation and seed. */
    static String[] parts(String text, String form) {
        String[] parts = text.substring(text.indexOf(':') + 1).split(":", -1);
        if (parts.length != 3) {
            throw new BadInput("The instance (" + text + ") must look like " + form + ".");
        }
        return parts;
    }

    static int[] sizes(String text, String sizes, String form, int count) {
        String[] parts = sizes.split("x", -1);
        if (parts.length != count) {
            throw new BadInput("The size (" + sizes + ") of instance (" + text + ") must have " + count
                    + " numbers with x between them, as in " + form + ".");
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (int) whole(text, "size", parts[i], 1, 1_000_000);
        }
        return values;
    }

    static double utilisation(String text, String value) {
        double parsed;
        try {
            parsed = new BigDecimal(value).doubleValue();
        } catch (NumberFormatException e) {
            throw new BadInput("The utilisation (" + value + ") of instance (" + text + ") is not a number.");
        }
        if (parsed < 0.01 || parsed > 1) {
            throw new BadInput("The utilisation (" + value + ") of instance (" + text + ") must be between 0.01 and 1."
                    + (parsed > 1 ? " Maybe it is in percent." : ""));
        }
        return parsed;
    }

    static long whole(String text, String what, String value, long least, long most) {
        try {
            long parsed = Long.parseLong(value);
            if (parsed >= least && parsed <= most) {
                return parsed;
            }
        } catch (NumberFormatException e) {
            throw new BadInput("The " + what + " (" + value + ") of instance (" + text + ") is not a whole number.");
        }
        throw new BadInput("The " + what + " (" + value + ") of instance (" + text + ") must be between " + least
                + " and " + most + ".");
    }
}
