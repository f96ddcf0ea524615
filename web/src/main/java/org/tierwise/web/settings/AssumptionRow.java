package org.tierwise.web.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRange;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/**
 * One assumption as its table row shows it.
 *
 * @param value what stands in the field
 * @param stored the value that counts: the form sends it back, so that an edit of somebody else is noticed
 * @param shipped the shipped value; empty if it is the one that counts
 * @param range what the value may be, in words
 * @param error what is wrong with the value; empty if nothing
 */
record AssumptionRow(
        String key,
        String label,
        String unit,
        String value,
        String stored,
        String shipped,
        String range,
        String source,
        String error) {
    /** No model of a plan reads these yet; who changes one should know. */
    private static final List<String> UNUSED = List.of(
            "queue.",
            "taxonomy.",
            "currency.",
            "trigger.",
            "availability.",
            "edgeBuildOut.",
            "cost.share",
            "cost.discountRate",
            "cost.priceDeclinePerYear",
            "cost.carbonShadowUsdPerTonne",
            "cost.shortfallPenalty",
            "latency.coldConnectionRoundTrips");

    static AssumptionRow of(Assumption shipped, @Nullable AssumptionOverride override, Messages messages) {
        var figure = shipped.figure();
        var provenance = figure.provenance();
        var range = AssumptionRange.of(shipped);
        var source = override == null
                ? messages.text("kind." + provenance.kind()) + ": " + provenance.source()
                        + (provenance.asOf().isEmpty() ? "" : ", " + provenance.asOf())
                : messages.text("settings.setBy", override.setBy(), override.setOn());
        return new AssumptionRow(
                shipped.key(),
                shipped.label(),
                figure.unit().equals("1") ? "" : figure.unit(),
                Numbers.plain(override == null ? figure.value() : override.value()),
                Numbers.plain(override == null ? figure.value() : override.value()),
                override == null ? "" : Numbers.plain(figure.value()),
                messages.text(
                        range.whole() ? "settings.range.whole" : "settings.range",
                        Numbers.significant(range.low(), 6),
                        Numbers.significant(range.high(), 6)),
                source,
                "");
    }

    AssumptionRow refused(String entered, String message) {
        return new AssumptionRow(key, label, unit, entered, stored, shipped, range, source, message);
    }

    public boolean changed() {
        return !shipped.isEmpty();
    }

    public boolean unused() {
        return UNUSED.stream().anyMatch(key::startsWith);
    }

    String topic() {
        return key.substring(0, key.indexOf('.'));
    }
}
