package org.tierwise.catalog.provenance;

/**
 * A number of the catalogue with its unit and provenance.
 *
 * @param value the number in {@code unit}; finite
 * @param unit for people, such as "ms", "USD/kWh", "1" for a plain ratio
 */
public record Figure(double value, String unit, Provenance provenance) {
    public Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A figure must be finite but is " + value + " " + unit + ".");
        }
    }
}
