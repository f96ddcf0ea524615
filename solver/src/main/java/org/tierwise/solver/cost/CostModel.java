package org.tierwise.solver.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/**
 * What something costs a month, in parts of whole cents with their arithmetic. A month has 730 hours or 2,628,000
 * seconds. Immutable and thread-safe.
 */
public final class CostModel {
    private static final double SECONDS_PER_HOUR = 3600;
    private final Assumptions assumptions;
    private final OwnedHardware owned;
    private final double hoursPerMonth;

    public CostModel(Assumptions assumptions) {
        this.assumptions = assumptions;
        owned = new OwnedHardware(assumptions);
        hoursPerMonth = assumptions.value("demand.hoursPerMonth");
    }

    /**
     * What accelerators of a pool cost. Rented ones are paid for the hours they are used; reserved ones and own ones
     * always, used or not; own ones add energy.
     *
     * @param count whole accelerators
     * @param hours hours a month that they are used, at most 730
     */
    public List<CostPart> accelerators(CapacityPool pool, Site site, Accelerator accelerator, int count, double hours) {
        return switch (pool.term()) {
            case ON_DEMAND, SPOT -> rented(pool, accelerator, count, hours);
            case RESERVED_1Y, RESERVED_3Y -> rented(pool, accelerator, count, hoursPerMonth);
            case OWNED -> own(pool, site, accelerator, count, hours);
        };
    }

    /**
     * What one accelerator of the pool costs an hour: the list price after discount, or the capital and maintenance of
     * an own one. Neither energy nor a host that the list price leaves out.
     */
    public Figure usdPerAcceleratorHour(CapacityPool pool) {
        var list = pool.usdPerAcceleratorHour();
        double discount = pool.term() == PurchaseTerm.OWNED ? 0 : assumptions.value("cost.providerDiscount");
        return discount == 0
                ? list
                : new Figure(
                        list.value() * (1 - discount),
                        list.unit(),
                        new Provenance(
                                list.provenance().kind().derivedWith(Kind.ASSUMED),
                                list.provenance().source() + ", less " + number(discount * 100) + " % discount",
                                list.provenance().asOf()));
    }

    private List<CostPart> rented(CapacityPool pool, Accelerator accelerator, int count, double hours) {
        double discount = assumptions.value("cost.providerDiscount");
        var price = pool.usdPerAcceleratorHour();
        var arithmetic = count + " × " + number(hours) + " h × USD " + number(price.value())
                + (discount == 0 ? "" : " × (1 - " + number(discount) + ")");
        double usd = rented(count, hours, price.value(), discount);
        var accelerators = part("accelerators", usd, arithmetic, price.provenance());
        return pool.hostIncluded()
                ? List.of(accelerators)
                : List.of(accelerators, host(accelerator, usd, arithmetic, price.provenance()));
    }

    /** What a list price leaves out: processors and memory of the server, as a share of the accelerators in it. */
    private CostPart host(Accelerator accelerator, double usd, String arithmetic, Provenance price) {
        var tdp = accelerator.tdpW();
        boolean large = tdp != null && tdp >= assumptions.value("cost.hostFactor.largeFromW");
        var factor = assumptions.get(large ? "cost.hostFactor.large" : "cost.hostFactor.small");
        double share = factor.figure().value() - 1;
        return new CostPart(
                "host (assumed)",
                Money.roundedToCents(usd * share),
                arithmetic + " × " + number(share) + ", because the price leaves out the host",
                price.kind().derivedWith(Kind.ASSUMED),
                factor.figure().provenance().source());
    }

    /** Price of rented accelerators in USD: {@code count × hours × price × (1 - discount)}. */
    static double rented(double count, double hours, double usdPerHour, double discount) {
        return count * hours * usdPerHour * (1 - discount);
    }

    private List<CostPart> own(CapacityPool pool, Site site, Accelerator accelerator, int count, double hours) {
        double perHour = pool.usdPerAcceleratorHour().value();
        double capitalShare = owned.capitalShare();
        var price = pool.usdPerAcceleratorHour().provenance();
        var parts = new ArrayList<CostPart>();
        parts.add(part(
                "capital",
                count * hoursPerMonth * perHour * capitalShare,
                count + " × " + number(hoursPerMonth * perHour * capitalShare) + " USD, purchase over "
                        + number(assumptions.value("own.amortisationMonths")) + " months",
                price));
        parts.add(part(
                "maintenance",
                count * hoursPerMonth * perHour * (1 - capitalShare),
                count + " × " + number(hoursPerMonth * perHour * (1 - capitalShare)) + " USD, "
                        + number(assumptions.value("cost.maintenanceRate") * 100) + " % of the purchase a year",
                price));
        parts.add(energy(site, accelerator, count, hours));
        return parts;
    }

    /** Energy of own accelerators: busy at the assumed utilisation in the hours they are used, idle otherwise. */
    private CostPart energy(Site site, Accelerator accelerator, int count, double hours) {
        var tdp = accelerator.tdpW();
        if (tdp == null) {
            return part(
                    "energy",
                    0,
                    "incomplete: no power of " + accelerator.name() + " is published",
                    Provenance.assumed("no figure"));
        }
        double utilisation = assumptions.value("cost.energy.utilisation") * hours / hoursPerMonth;
        double kwh = owned.energyKwh(count, tdp, utilisation, site.pue().value());
        var kind = site.pue()
                .provenance()
                .kind()
                .derivedWith(site.usdPerKwh().provenance().kind());
        return new CostPart(
                "energy",
                Money.roundedToCents(kwh * site.usdPerKwh().value()),
                number(kwh) + " kWh × USD " + number(site.usdPerKwh().value()) + " (" + count + " × " + number(tdp)
                        + " W, utilisation " + number(utilisation) + ", PUE "
                        + number(site.pue().value()) + ")",
                // The share of idle power and the power of the host are assumptions.
                kind.derivedWith(Kind.ASSUMED),
                site.usdPerKwh().provenance().source());
    }

    /**
     * Traffic of answers to the Internet.
     *
     * @param avgRps average requests per second
     * @param payloadOutBytes size of one answer in bytes
     * @param usdPerGb price of 10^9 bytes
     */
    public CostPart egress(double avgRps, double payloadOutBytes, Figure usdPerGb) {
        double gb = egressGb(avgRps, payloadOutBytes);
        return part(
                "egress",
                egressCost(avgRps, payloadOutBytes, usdPerGb),
                number(gb) + " GB × USD " + number(usdPerGb.value()),
                usdPerGb.provenance());
    }

    /** The amount of {@link #egress} alone. */
    public Money egressCost(double avgRps, double payloadOutBytes, Figure usdPerGb) {
        return Money.roundedToCents(egressGb(avgRps, payloadOutBytes) * usdPerGb.value());
    }

    private double egressGb(double avgRps, double payloadOutBytes) {
        return avgRps * secondsPerMonth() * payloadOutBytes / 1e9;
    }

    /** Tokens of a managed offer for requests at an average rate. */
    public CostPart tokens(ManagedOffer offer, double avgRps, int inputTokens, int outputTokens) {
        double in = millionTokens(avgRps, inputTokens);
        double out = millionTokens(avgRps, outputTokens);
        return part(
                "tokens",
                tokensCost(offer, avgRps, inputTokens, outputTokens),
                number(in) + " Mtok × USD " + number(offer.usdPerMillionInput()) + " + " + number(out) + " Mtok × USD "
                        + number(offer.usdPerMillionOutput()),
                offer.provenance());
    }

    /** The amount of {@link #tokens} alone. */
    public Money tokensCost(ManagedOffer offer, double avgRps, int inputTokens, int outputTokens) {
        return Money.roundedToCents(millionTokens(avgRps, inputTokens) * offer.usdPerMillionInput()
                + millionTokens(avgRps, outputTokens) * offer.usdPerMillionOutput());
    }

    /** Million tokens a month of requests at an average rate. */
    public double millionTokens(double avgRps, int tokens) {
        return avgRps * secondsPerMonth() * tokens / 1e6;
    }

    /**
     * Expected cost of outages.
     *
     * @param usdPerHour what an hour without the workload costs
     * @param unavailability part of the time that it is away, from {@link Availability}
     */
    public CostPart outageRisk(double usdPerHour, double unavailability) {
        return part(
                "outage risk",
                usdPerHour * hoursPerMonth * unavailability,
                "USD " + number(usdPerHour) + " × " + number(hoursPerMonth) + " h × " + number(unavailability),
                Provenance.assumed("availability of the sites"));
    }

    private double secondsPerMonth() {
        return hoursPerMonth * SECONDS_PER_HOUR;
    }

    private static CostPart part(String name, double usd, String arithmetic, Provenance price) {
        return part(name, Money.roundedToCents(usd), arithmetic, price);
    }

    private static CostPart part(String name, Money amount, String arithmetic, Provenance price) {
        return new CostPart(
                name,
                amount,
                arithmetic,
                price.kind().derivedWith(Kind.DERIVED),
                price.asOf().isEmpty() ? price.source() : price.source() + " (" + price.asOf() + ")");
    }

    /** A number with up to four decimals and no more than it needs: what people can recompute. */
    private static String number(double value) {
        if (value != 0 && Math.abs(value) < 0.001) {
            return String.format(Locale.ROOT, "%.4g", value);
        }
        var text = String.format(Locale.ROOT, "%,.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
