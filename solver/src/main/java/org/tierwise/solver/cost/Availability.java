package org.tierwise.solver.cost;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tierwise.catalog.policy.Assumptions;

/**
 * Availability of sites and of a plan over them. Failures of different domains are taken as independent; sites of one
 * domain fail together and count once, as good as the best of them.
 */
public final class Availability {
    private static final double HOURS_PER_YEAR = 8760;
    private static final double MINUTES_PER_HOUR = 60;
    private final double providerUnavailability;
    private final double mtbfHoursMax;

    public Availability(Assumptions assumptions) {
        providerUnavailability = assumptions.value("availability.providerUnavailability");
        mtbfHoursMax = assumptions.value("availability.mtbfHoursMax");
    }

    /** A site that serves: its part of time, the domain that it fails with, and who runs it. */
    public record Serving(String failureDomain, String provider, double availability) {
        public Serving {
            if (!(availability >= 0 && availability <= 1)) {
                throw new IllegalArgumentException(
                        "The availability (" + availability + ") must be 0 to 1. Maybe it is in percent.");
            }
        }
    }

    /** Part of the time that something works: {@code MTBF ÷ (MTBF + MTTR)}. */
    public static double of(double mtbfHours, double mttrHours) {
        return mtbfHours / (mtbfHours + mttrHours);
    }

    /** Part of the time that none of the sites serves. */
    public double unavailability(Collection<Serving> sites) {
        if (sites.isEmpty()) {
            return 1;
        }
        Map<String, Double> bestByDomain = new TreeMap<>();
        for (var site : sites) {
            bestByDomain.merge(site.failureDomain(), site.availability(), Math::max);
        }
        double allAway = 1;
        for (double best : bestByDomain.values()) {
            allAway *= 1 - best;
        }
        boolean oneProvider = sites.stream().map(Serving::provider).distinct().count() == 1;
        return Math.min(1, allAway + (oneProvider ? providerUnavailability : 0));
    }

    /** The same for one site. */
    public double unavailability(Serving site) {
        return unavailability(List.of(site));
    }

    public static double downHoursPerYear(double unavailability) {
        return unavailability * HOURS_PER_YEAR;
    }

    public static double downMinutesPerYear(double unavailability) {
        return downHoursPerYear(unavailability) * MINUTES_PER_HOUR;
    }

    /** Money a year of a loss per day. */
    public static double lossPerYear(double lossPerDay, double unavailability) {
        return lossPerDay * 365 * unavailability;
    }

    /** Mean time between failures that one site would need for a target: {@code MTTR × A ÷ (1 - A)}, in hours. */
    public static double neededMtbfHours(double target, double mttrHours) {
        return mttrHours * target / (1 - target);
    }

    /** Whether one site can promise a target: nobody has seen a site run for decades without a failure. */
    public boolean believable(double target, double mttrHours) {
        return neededMtbfHours(target, mttrHours) <= mtbfHoursMax;
    }
}
