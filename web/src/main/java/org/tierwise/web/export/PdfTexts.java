package org.tierwise.web.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.ProofWords;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.pricing.Money;

/** Puts a plan into the strings of the PDF. */
final class PdfTexts {
    private PdfTexts() {}

    static PdfText of(PlacementPlan plan, PlanStatus status, String css) {
        var totals = PlanTotals.of(plan);
        var cost = plan.monthlyCost();
        return new PdfText(
                css,
                plan.title(),
                StatusWords.mark(status.kind()),
                status.kind() == PlanStatus.Kind.APPROVED ? "approved" : "draft",
                lead(plan, totals),
                PlanFacts.of(plan, status),
                plan.notes(),
                figures(plan, totals),
                bar(totals),
                List.of(
                        new PdfText.Column(
                                "left",
                                List.of(
                                        breakdown("By tier", "Tier", totals.byTier(), totals, true),
                                        breakdown("By class", "Class", totals.byClass(), totals, false))),
                        new PdfText.Column(
                                "right",
                                List.of(breakdown("By provider", "Provider", totals.byProvider(), totals, false)))),
                plan.lines().isEmpty()
                        ? "Nothing is to be bought, because nothing is placed."
                        : "What the plan needs, in " + counted(plan.lines().size(), "line")
                                + ". Unit prices are of the catalogue; the cost of a line holds all its parts.",
                plan.lines().stream().map(PdfTexts::line).toList(),
                Words.money(cost),
                plan.placements().isEmpty()
                        ? "Nothing is placed."
                        : "One row per slice: the demand of one workload from one location.",
                plan.placements().stream().map(PdfTexts::placement).toList(),
                plan.unplaced().isEmpty()
                        ? "Every slice of this plan is placed."
                        : counted(plan.unplaced().size(), "slice") + " could not be placed. Each says why.",
                plan.unplaced().stream().map(PdfTexts::unplaced).toList(),
                plan.assumptions().stream().map(PdfTexts::assumption).toList(),
                PlanFacts.HOW_TO_READ.stream()
                        .filter(line -> !line.startsWith("Formulas"))
                        .toList());
    }

    private static String lead(PlacementPlan plan, PlanTotals totals) {
        return totals.placed() + " of " + counted(totals.slices(), "slice") + " from "
                + counted(totals.workloads(), "workload") + " are placed, for USD " + Words.money(totals.monthlyCost())
                + " a month. " + ProofWords.sentence(plan);
    }

    private static List<PdfText.Figure> figures(PlacementPlan plan, PlanTotals totals) {
        return List.of(
                new PdfText.Figure("Monthly cost", "USD " + Words.money(totals.monthlyCost()), ProofWords.brief(plan)),
                new PdfText.Figure(
                        "Slices placed",
                        totals.placed() + " of " + totals.slices(),
                        totals.unplaced() == 0 ? "nothing is unplaced" : totals.unplaced() + " unplaced"),
                new PdfText.Figure(
                        "Within latency budget",
                        totals.withinBudget() + " of " + totals.interactiveSlices(),
                        totals.tight() + " with less than 10 % left"),
                new PdfText.Figure(
                        "Accelerators",
                        Words.number(totals.accelerators(), 0),
                        "bought or owned, over " + counted(plan.lines().size(), "line")),
                new PdfText.Figure(
                        "Sites in use",
                        Words.number(totals.sites(), 0),
                        "of " + counted(totals.byProvider().size(), "provider")));
    }

    private static List<PdfText.BarPart> bar(PlanTotals totals) {
        var parts = new ArrayList<PdfText.BarPart>();
        var tiers = List.of(SiteTier.EDGE, SiteTier.REGIONAL, SiteTier.CENTRAL);
        for (int i = 0; i < tiers.size(); i++) {
            double part = part(totals.byTier().get(i).monthlyCost(), totals.monthlyCost());
            // A part too thin for its label stands in the table below only.
            if (part > 0.005) {
                var label = part < 0.08 ? "" : Words.tier(tiers.get(i)) + " " + percent(part);
                parts.add(new PdfText.BarPart(Words.lower(tiers.get(i)), Words.number(part * 100, 1) + "%", label));
            }
        }
        return parts;
    }

    private static PdfText.Breakdown breakdown(
            String title, String head, List<PlanTotals.Group> groups, PlanTotals totals, boolean tiers) {
        var rows = groups.stream()
                .map(group -> {
                    var tier = tiers ? tierNamed(group.name()) : null;
                    return new PdfText.BreakdownRow(
                            tier == null ? null : Words.lower(tier),
                            tier == null ? null : mark(tier),
                            group.name(),
                            Words.number(group.slices(), 0),
                            Words.number(group.accelerators(), 2),
                            Words.money(group.monthlyCost()),
                            percent(part(group.monthlyCost(), totals.monthlyCost())));
                })
                .toList();
        double accelerators =
                groups.stream().mapToDouble(PlanTotals.Group::accelerators).sum();
        return new PdfText.Breakdown(
                title,
                head,
                rows,
                Words.number(totals.placed(), 0),
                Words.number(accelerators, 2),
                Words.money(totals.monthlyCost()));
    }

    private static @Nullable SiteTier tierNamed(String name) {
        for (var tier : SiteTier.values()) {
            if (Words.tier(tier).equals(name)) {
                return tier;
            }
        }
        return null;
    }

    private static PdfText.LineRow line(PlanLine line) {
        return new PdfText.LineRow(
                line.provider(),
                line.siteName() + ", " + line.country(),
                Words.lower(line.tier()),
                mark(line.tier()),
                Words.tier(line.tier()),
                line.item(),
                Words.term(line.term()),
                Words.number(line.quantity(), 3),
                line.unit(),
                Words.number(line.unitPrice(), 4),
                line.priceUnit(),
                Words.number(line.workloads().size(), 0),
                Words.money(line.monthlyCost()));
    }

    private static PdfText.PlacementRow placement(Placement placement) {
        var slice = placement.slice();
        var at = placement.at();
        var budget = slice.budgetMs();
        double p95 = placement.latency().p95Ms();
        var state = LatencyState.of(p95, budget);
        return new PdfText.PlacementRow(
                slice.workloadName(),
                slice.externalId(),
                slice.locationLabel(),
                Words.lower(at.tier()),
                mark(at.tier()),
                Words.tier(at.tier()),
                at.siteName() + ", " + at.country(),
                at.provider(),
                at.acceleratorId() == null
                        ? String.valueOf(at.offerId())
                        : Words.number(placement.accelerators(), 2) + " × " + at.acceleratorId(),
                Words.term(at.term()),
                budget == null
                        ? Words.number(p95, 0) + " ms"
                        : Words.number(p95, 0) + " / " + Words.number(budget, 0) + " ms",
                state.css(),
                state.words(),
                Words.money(placement.monthlyCost()),
                reason(placement));
    }

    private static String reason(Placement placement) {
        var backup = Words.backup(placement);
        return backup == null ? placement.reason() : placement.reason() + " Backup: " + backup;
    }

    private static PdfText.UnplacedRow unplaced(Unplaced unplaced) {
        var slice = unplaced.slice();
        return new PdfText.UnplacedRow(
                slice.workloadName(),
                slice.externalId(),
                slice.locationLabel(),
                Words.workloadClass(slice.workloadClass()),
                slice.budgetMs() == null ? "none" : Words.number(slice.budgetMs(), 1) + " ms",
                unplaced.reason(),
                unplaced.code(),
                unplaced.nearestChange().isEmpty() ? "none was found" : unplaced.nearestChange());
    }

    private static PdfText.AssumptionRow assumption(Assumption assumption) {
        var figure = assumption.figure();
        return new PdfText.AssumptionRow(
                assumption.label(),
                Words.number(figure.value(), 6) + (figure.unit().equals("1") ? "" : " " + figure.unit()),
                figure.provenance().kind().name(),
                figure.provenance().source(),
                figure.provenance().asOf());
    }

    private static String mark(SiteTier tier) {
        return switch (tier) {
            case EDGE -> "▲";
            case REGIONAL -> "■";
            case CENTRAL -> "●";
        };
    }

    private static double part(Money part, Money whole) {
        return whole.micros() == 0 ? 0 : (double) part.micros() / whole.micros();
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }

    private static String counted(int count, String noun) {
        return Words.number(count, 0) + " " + noun + (count == 1 ? "" : "s");
    }
}
