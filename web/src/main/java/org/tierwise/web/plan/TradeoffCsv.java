package org.tierwise.web.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;

/** The points of a curve as CSV: numbers only, one point a row, in the order in which they were found. */
public final class TradeoffCsv {
    private static final String HEAD = "plan,price_usd_per_ms,cost_usd_per_month,mean_p95_ms,latency_ms_x_rps,"
            + "placed,unplaced,bound_usd,gap,no_plan_below_usd,on_curve\r\n";

    private static final int DIGITS = 3;

    private TradeoffCsv() {}

    /** The whole file. */
    public static String of(Tradeoff curve) {
        var envelope = curve.envelope();
        return HEAD
                + curve.points().stream()
                        .map(point -> row(curve, point, envelope.cost(point.latencyMilli())))
                        .collect(Collectors.joining());
    }

    private static String row(Tradeoff curve, TradeoffPoint point, Money below) {
        var plan = point.plan();
        return String.join(
                        ",",
                        plan == null ? "" : plan.toString(),
                        usd(point.pricePerMs()),
                        point.monthlyCost().usd().toPlainString(),
                        decimal(point.meanMs(), 3),
                        decimal(point.latencyMilli() / TradeoffPoint.MILLI, 3),
                        Integer.toString(point.placed()),
                        Integer.toString(point.unplaced()),
                        usd(point.bound()),
                        decimal(point.gap(), 6),
                        usd(below),
                        Boolean.toString(curve.isBest(point)))
                + "\r\n";
    }

    /** As many digits as tell prices apart: "0.05", "12.3". */
    public static String price(Money price) {
        return BigDecimal.valueOf(price.micros(), 6)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String usd(Money money) {
        var exact = BigDecimal.valueOf(money.micros(), 6).stripTrailingZeros();
        return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
    }

    private static String decimal(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
