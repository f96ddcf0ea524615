package org.tierwise.web.plan;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;

/**
 * Cost over latency as positions in an SVG drawing: drawn on the server, so that it needs no script. {@code area} is
 * where no plan exists, {@code line} its upper edge.
 *
 * @param id "wide" or "narrow"; one of them is shown
 */
record TradeoffChart(
        String id,
        int width,
        int height,
        double left,
        double right,
        double top,
        double bottom,
        List<Tick> across,
        List<Tick> up,
        String area,
        String line,
        double noteX,
        double noteY,
        List<Mark> marks,
        @Nullable Mark current) {
    /** A line of the grid with its words. */
    record Tick(double at, String words) {}

    /**
     * A point.
     *
     * @param plan 0 if it has no page
     * @param label empty where it would hide another
     * @param anchor start or end
     */
    record Mark(
            int plan,
            double x,
            double y,
            String title,
            String label,
            double labelX,
            double labelY,
            String anchor,
            boolean ringed) {}

    /** What fits where. */
    private record Shape(
            String id, int width, int height, double left, double right, double top, double bottom, int ticks) {
        static final Shape WIDE = new Shape("wide", 760, 420, 76, 740, 34, 372, 6);
        static final Shape NARROW = new Shape("narrow", 340, 340, 52, 330, 34, 292, 4);

        boolean narrow() {
            return width < 500;
        }
    }

    private record Range(double low, double high) {
        double part(double value) {
            return (value - low) / (high - low);
        }
    }

    private record Box(double x, double y, double width, double height) {
        boolean meets(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    private static final double GLYPH = 6.6;
    private static final double TEXT = 13;
    private static final double DOT = 7;

    /** What the words in the empty part take. */
    private static final double NOTE_WIDTH = 150;

    private static final double NOTE_HEIGHT = 26;

    /** @param shown number of the plan whose page this is */
    static List<TradeoffChart> both(Tradeoff curve, int shown) {
        return List.of(of(curve, shown, Shape.WIDE), of(curve, shown, Shape.NARROW));
    }

    private static TradeoffChart of(Tradeoff curve, int shown, Shape shape) {
        var frontier = curve.frontier();
        double rps = Math.max(1e-9, frontier.getFirst().peakRps());
        var all = new ArrayList<>(frontier);
        var now = curve.current();
        boolean comparable = now != null
                && now.unplacedWeight() == frontier.getFirst().unplacedWeight()
                && frontier.stream().noneMatch(point -> point.plan() != null && point.plan() == shown);
        if (now != null && comparable) {
            all.add(now);
        }
        double floor = ms(curve.floorMilli(), rps);
        double fastest = all.stream()
                .mapToDouble(point -> ms(point.latencyMilli(), rps))
                .min()
                .orElse(0);
        double slowest = all.stream()
                .mapToDouble(point -> ms(point.latencyMilli(), rps))
                .max()
                .orElse(1);
        var x = padded(curve.floorMilli() > 0 ? Math.min(floor, fastest) : fastest, slowest, 0.06);
        var y = padded(
                all.stream().mapToDouble(TradeoffChart::usd).min().orElse(0),
                all.stream().mapToDouble(TradeoffChart::usd).max().orElse(1),
                0.18);
        var plot = new Plot(shape, x, y, rps);
        var edge = edge(curve, plot);
        var taken = new ArrayList<Box>();
        taken.add(new Box(shape.left, shape.bottom - NOTE_HEIGHT, NOTE_WIDTH, NOTE_HEIGHT));
        all.forEach(point -> taken.add(plot.dot(point)));
        var marks = new ArrayList<Mark>();
        for (var point : frontier) {
            marks.add(plot.mark(point, shown, taken, false));
        }
        var current = now != null && comparable ? plot.mark(now, shown, taken, true) : null;
        return new TradeoffChart(
                shape.id,
                shape.width,
                shape.height,
                shape.left,
                shape.right,
                shape.top,
                shape.bottom,
                ticks(x, shape.ticks, plot::x, value -> decimal(value < 10 ? "0.##" : "#,##0.#", value)),
                ticks(y, shape.ticks, plot::y, value -> money(value, y, shape.narrow())),
                area(edge, shape),
                path(edge),
                shape.left + 8,
                shape.bottom - 10,
                marks,
                current);
    }

    private record Plot(Shape shape, Range across, Range up, double rps) {
        double x(double ms) {
            return round(shape.left + across.part(ms) * (shape.right - shape.left));
        }

        double y(double usd) {
            return round(shape.bottom - up.part(usd) * (shape.bottom - shape.top));
        }

        Box dot(TradeoffPoint point) {
            return new Box(x(ms(point.latencyMilli(), rps)) - DOT, y(usd(point)) - DOT, 2 * DOT, 2 * DOT);
        }

        Mark mark(TradeoffPoint point, int shown, List<Box> taken, boolean isCurrent) {
            double x = x(ms(point.latencyMilli(), rps));
            double y = y(usd(point));
            var plan = isCurrent ? Integer.valueOf(shown) : point.plan();
            boolean ringed = isCurrent || (plan != null && plan == shown);
            var words = plan == null ? "" : shape.narrow() ? plan.toString() : "Plan " + plan;
            double width = words.length() * GLYPH;
            var title = (plan == null ? "" : "Plan " + plan + ": ")
                    + PlanText.usd(point.monthlyCost()) + " a month, "
                    + PlanText.ms(ms(point.latencyMilli(), rps))
                    + (ringed ? ", this plan" : "");
            for (double[] at : new double[][] {{10, -8}, {10, 16}, {-10 - width, -8}, {-10 - width, 16}, {13, 4}}) {
                var box = new Box(x + at[0], y + at[1] - TEXT + 2, width, TEXT);
                boolean inside = box.x > shape.left
                        && box.x + box.width < shape.right
                        && box.y > shape.top
                        && box.y + box.height < shape.bottom;
                if (inside && taken.stream().noneMatch(box::meets)) {
                    taken.add(box);
                    return new Mark(
                            plan == null ? 0 : plan,
                            x,
                            y,
                            title,
                            words,
                            round(box.x),
                            round(y + at[1]),
                            "start",
                            ringed);
                }
            }
            return new Mark(plan == null ? 0 : plan, x, y, title, "", x, y, "start", ringed);
        }
    }

    /** The edge of what is possible, from the floor at the top to the right end, cut where it leaves the drawing. */
    private static List<double[]> edge(Tradeoff curve, Plot plot) {
        var shape = plot.shape;
        var corners = new ArrayList<double[]>();
        long until = Math.round(plot.across.high * plot.rps * TradeoffPoint.MILLI);
        double startX = curve.floorMilli() > 0 ? plot.x(ms(curve.floorMilli(), plot.rps)) : shape.left;
        corners.add(new double[] {Math.max(shape.left, startX), shape.top});
        for (var segment : curve.envelope().segments(until)) {
            double[] from = {
                plot.x(ms(segment.fromMilli(), plot.rps)),
                plot.y(segment.costFrom().usd().doubleValue())
            };
            double[] to = {
                plot.x(ms(segment.toMilli(), plot.rps)),
                plot.y(segment.costTo().usd().doubleValue())
            };
            if (to[1] < shape.top || to[0] < shape.left) {
                continue;
            }
            add(corners, inside(from, to, shape));
            add(corners, new double[] {to[0], Math.min(shape.bottom, to[1])});
        }
        return corners;
    }

    private static void add(List<double[]> corners, double[] corner) {
        var last = corners.getLast();
        // Where the line comes in through the top, the edge begins there and not at the floor.
        if (corners.size() == 1 && corner[1] <= last[1]) {
            corners.clear();
        }
        corners.add(corner);
    }

    private static double[] inside(double[] from, double[] to, Shape shape) {
        double x = from[0];
        double y = from[1];
        if (y < shape.top) {
            x += (to[0] - x) * (shape.top - y) / (to[1] - y);
            y = shape.top;
        }
        if (x < shape.left) {
            y += (to[1] - y) * (shape.left - x) / (to[0] - x);
            x = shape.left;
        }
        return new double[] {round(x), round(Math.min(shape.bottom, y))};
    }

    private static String path(List<double[]> corners) {
        var text = new StringBuilder();
        for (var corner : corners) {
            text.append(text.isEmpty() ? "M" : "L").append(point(corner[0], corner[1]));
        }
        return text.toString();
    }

    private static String area(List<double[]> corners, Shape shape) {
        return path(corners) + "L" + point(corners.getLast()[0], shape.bottom) + "L" + point(shape.left, shape.bottom)
                + "L" + point(shape.left, shape.top) + "Z";
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private static Range padded(double low, double high, double part) {
        double pad = high > low ? (high - low) * part : Math.max(1e-3, Math.abs(high) * part);
        return new Range(Math.max(0, low - pad), high + pad);
    }

    private interface Place {
        double of(double value);
    }

    private interface Name {
        String of(double value);
    }

    private static List<Tick> ticks(Range range, int count, Place place, Name name) {
        double raw = (range.high - range.low) / count;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw <= power ? power : raw <= 2 * power ? 2 * power : raw <= 5 * power ? 5 * power : 10 * power;
        var ticks = new ArrayList<Tick>();
        for (double value = Math.ceil(range.low / step) * step; value <= range.high; value += step) {
            ticks.add(new Tick(place.of(value), name.of(value)));
        }
        return ticks;
    }

    private static String money(double value, Range range, boolean brief) {
        boolean fine = range.high - range.low < 20;
        if (brief && range.high >= 1e6) {
            return decimal("#,##0.##", value / 1e6) + "M";
        }
        return brief && range.high >= 1e4
                ? decimal("#,##0.##", value / 1e3) + "k"
                : decimal(fine ? "#,##0.00" : "#,##0", value);
    }

    static double ms(long latencyMilli, double rps) {
        return latencyMilli / TradeoffPoint.MILLI / rps;
    }

    private static double usd(TradeoffPoint point) {
        return point.monthlyCost().micros() / 1e6;
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String decimal(String pattern, double value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(value);
    }
}
