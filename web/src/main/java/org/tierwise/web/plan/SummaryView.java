package org.tierwise.web.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.ProofWords;
import org.tierwise.catalog.pricing.Money;

/** The summary of a plan in ready words. */
record SummaryView(
        String cost,
        String proof,
        String proofSentence,
        String withinBudget,
        String tight,
        String largestProvider,
        String largestProviderName,
        String placed,
        String unplacedWords,
        List<Tier> tiers,
        List<Row> providers,
        List<Row> classes,
        List<Count> verdicts,
        List<Count> unplaced,
        List<Note> notes) {

    /** A part of the tier bar; x and width are hundredths of its length. */
    record Tier(String name, String words, String slices, String cost, String percent, String x, String width) {}

    record Row(String id, String name, int slices, String cost, String percent) {}

    record Count(String code, String words, long count) {}

    /** A note with its stable code, which the words before its colon are. */
    record Note(String code, String text) {
        static Note of(String note) {
            int colon = note.indexOf(": ");
            var code = colon > 0 ? note.substring(0, colon) : "";
            return code.matches("[A-Z_]+")
                    ? new Note(code, PlanText.sentence(note.substring(colon + 2)))
                    : new Note("", note);
        }
    }

    private static final List<SiteTier> NEAREST_FIRST = List.of(SiteTier.EDGE, SiteTier.REGIONAL, SiteTier.CENTRAL);

    static SummaryView of(PlacementPlan plan) {
        var figures = PlanFigures.of(plan);
        var largest = figures.largestProvider();
        return new SummaryView(
                PlanText.usd(figures.cost()),
                ProofWords.brief(plan),
                ProofWords.sentence(plan),
                PlanText.percent(figures.demandWithinBudget()),
                figures.tight() + " tight",
                largest.map(provider -> PlanText.percent(provider.share().fraction()))
                        .orElse("none"),
                largest.map(PlanFigures.NamedShare::name).orElse("no provider is paid"),
                figures.placed() + " of " + figures.slices(),
                figures.unplaced() == 0 ? "every slice has a place" : figures.unplaced() + " not placed",
                tiers(figures),
                rows(figures.byProvider(), false),
                rows(figures.byClass(), true),
                figures.verdicts().entrySet().stream()
                        .map(entry ->
                                new Count(entry.getKey().name(), PlanText.words(entry.getKey()), entry.getValue()))
                        .toList(),
                figures.unplacedByCode().entrySet().stream()
                        .map(entry -> new Count(entry.getKey(), PlanText.words(entry.getKey()), entry.getValue()))
                        .toList(),
                plan.notes().stream().map(Note::of).toList());
    }

    private static List<Tier> tiers(PlanFigures figures) {
        var tiers = new ArrayList<Tier>();
        double x = 0;
        for (var tier : NEAREST_FIRST) {
            var share = figures.byTier().getOrDefault(tier, new PlanFigures.Share(0, Money.ZERO, 0));
            double width = figures.placed() == 0 ? 0 : 100.0 * share.slices() / figures.placed();
            tiers.add(new Tier(
                    tier.name().toLowerCase(Locale.ROOT),
                    PlanText.words(tier),
                    String.valueOf(share.slices()),
                    PlanText.usd(share.cost()),
                    PlanText.percent(width / 100),
                    String.format(Locale.ROOT, "%.2f", x),
                    String.format(Locale.ROOT, "%.2f", Math.max(0, width - 0.2))));
            x += width;
        }
        return tiers;
    }

    private static List<Row> rows(List<PlanFigures.NamedShare> shares, boolean code) {
        return shares.stream()
                .map(share -> new Row(
                        share.name(),
                        code ? PlanText.words(share.name()) : share.name(),
                        share.share().slices(),
                        PlanText.cents(share.share().cost()),
                        PlanText.percent(share.share().fraction())))
                .toList();
    }
}
