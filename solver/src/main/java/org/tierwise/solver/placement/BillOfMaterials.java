package org.tierwise.solver.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementPool;
import org.tierwise.solver.problem.PlacementProblem;

/** What must be bought: one line for each pool or offer that is used, that is provider x site x accelerator x term. */
final class BillOfMaterials {
    /** Hours of a month in the cost model. */
    private static final double HOURS = 730;

    private final PlacementProblem problem;
    private final Map<Integer, Line> byPool = new TreeMap<>();

    BillOfMaterials(PlacementProblem problem) {
        this.problem = problem;
    }

    private static final class Line {
        long accelerators;
        double millionTokens;
        Money cost = Money.ZERO;
        final TreeSet<String> workloads = new TreeSet<>();
        final List<CostPart> parts = new ArrayList<>();
        double unitPrice;
    }

    /** @param replicaCost parts of one replica's cost */
    void addReplicas(int pool, long replicas, PlacementOption option, List<CostPart> replicaCost) {
        var line = byPool.computeIfAbsent(pool, key -> new Line());
        line.accelerators += replicas * option.acceleratorsPerReplica();
        // The dearest replica runs all month; those of batch windows are paid for less.
        replicaCost.stream()
                .filter(part -> part.name().equals("accelerators"))
                .forEach(part -> line.unitPrice = Math.max(
                        line.unitPrice,
                        part.amount().micros() / 1e6 / HOURS / Math.max(1, option.acceleratorsPerReplica())));
    }

    void addSlice(Occupancy.Placed placed, PlaceShares.Share share) {
        var line = byPool.computeIfAbsent(placed.option().pool(), key -> new Line());
        line.millionTokens += share.millionTokens();
        line.workloads.add(placed.slice().slice().externalId());
        for (var part : share.cost()) {
            line.cost = line.cost.plus(part.amount());
            line.parts.add(part);
        }
    }

    /** Dearest first. */
    List<PlanLine> lines() {
        return byPool.entrySet().stream()
                .map(entry -> line(problem.pools().get(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(PlanLine::monthlyCost)
                        .reversed()
                        .thenComparing(PlanLine::siteId)
                        .thenComparing(PlanLine::item)
                        .thenComparing(PlanLine::term))
                .toList();
    }

    private static PlanLine line(PlacementPool pool, Line line) {
        var at = pool.at();
        boolean managed = at.offerId() != null;
        var accelerator = at.acceleratorId();
        var price = pool.price();
        double perToken = line.millionTokens == 0 ? 0 : line.cost.usd().doubleValue() / line.millionTokens;
        return new PlanLine(
                at.provider(),
                at.siteId(),
                at.siteName(),
                at.tier(),
                at.country(),
                item(pool),
                accelerator,
                at.term(),
                managed ? line.millionTokens : line.accelerators,
                managed ? "Mtok/month" : "accelerator",
                managed ? perToken : price == null ? line.unitPrice : price.value(),
                managed ? "USD/Mtok" : "USD/accelerator-hour",
                line.cost,
                price == null ? provenance(line) : price.provenance(),
                List.copyOf(line.workloads));
    }

    private static String item(PlacementPool pool) {
        var offer = pool.at().offerId();
        var accelerator = pool.at().acceleratorId();
        return offer != null
                ? offer
                : accelerator != null ? accelerator : pool.at().optionId();
    }

    private static Provenance provenance(Line line) {
        return line.parts.stream()
                .filter(part -> !part.source().isBlank())
                .findFirst()
                .map(part -> new Provenance(part.kind(), part.source(), ""))
                .orElse(new Provenance(Kind.DERIVED, "free of charge", ""));
    }
}
