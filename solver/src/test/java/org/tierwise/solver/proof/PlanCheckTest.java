package org.tierwise.solver.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.plan.PlanProof;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.solver.bound.Multipliers;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.placement.PlacementSolver;
import org.tierwise.solver.placement.ProgressListener;
import org.tierwise.solver.placement.SearchLimits;
import org.tierwise.solver.placement.StopSignal;
import org.tierwise.solver.problem.BuildChoices;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.solver.search.Estates;

class PlanCheckTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final PlacementPlan PLAN = solve(Estates.world(40, 12, 0.9, 9), 300);

    @Test
    void unaltered_plans_of_tiny_estates_hold() {
        for (long seed = 0; seed < 300; seed++) {
            assertThat(wrong(solve(Estates.tiny(seed), 30))).as("seed " + seed).isEmpty();
        }
        assertThat(wrong(PLAN)).isEmpty();
        assertThat(wrong(solve(Estates.world(80, 20, 1.4, 3), 300))).isEmpty();
    }

    @Test
    void the_plan_of_the_sample_inventory_holds_and_its_certificate_is_small() throws IOException {
        var catalogue = CatalogueReader.shipped();
        PlacementProblem problem;
        try (var file = Objects.requireNonNull(
                PlanCheckTest.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv"))) {
            var workloads = new InventoryImport(catalogue)
                    .read(file, ImportOptions.DEFAULT)
                    .workloads();
            problem = ProblemBuilder.build(workloads, catalogue, Policy.BALANCED, BuildChoices.DEFAULT);
        }
        var plan = solve(problem, 50);
        var options = problem.slices().stream()
                .mapToInt(slice -> slice.options().size())
                .sum();
        var certificate = Objects.requireNonNull(plan.certificate());
        long began = System.nanoTime();
        assertThat(wrong(plan)).isEmpty();
        System.out.printf(
                "acme: %d slices, %d options, certificate %d bytes, file %d bytes, checked in %d ms%n",
                problem.slices().size(),
                options,
                certificate.length(),
                PlanJson.write(plan).length,
                (System.nanoTime() - began) / 1_000_000);
        assertThat(certificate.length()).isLessThan(6 * options);
    }

    @Test
    void a_change_of_one_character_of_the_file_is_noticed() {
        var text = new String(PlanJson.write(PLAN), StandardCharsets.UTF_8);
        int from = text.indexOf("\"placements\"");
        for (var change : List.of("\"p95Ms\":", "\"reason\":\"", "\"city\":\"", "\"notes\":[\"")) {
            int at = text.indexOf(change, from) + change.length();
            char now = text.charAt(at);
            var altered = text.substring(0, at)
                    + (now == '1' ? '2' : Character.isDigit(now) ? '1' : 'x')
                    + text.substring(at + 1);
            assertThat(findings(altered.getBytes(StandardCharsets.UTF_8)))
                    .as(change)
                    .anySatisfy(finding -> assertThat(finding.holds()).isFalse());
        }
    }

    @Test
    void an_altered_plan_is_caught_even_if_its_hashes_are_made_again() {
        assertThat(wrong(first(placement -> cost(placement, 1)))).isNotEmpty();
        assertThat(wrong(first(
                        placement -> at(placement, "pool-99", placement.at().siteId()))))
                .isNotEmpty();
        assertThat(wrong(first(placement -> at(placement, placement.at().optionId(), "elsewhere"))))
                .isNotEmpty();
        assertThat(wrong(first(placement -> accelerators(placement, 1)))).isNotEmpty();
        assertThat(wrong(placements(list -> list.subList(1, list.size())))).isNotEmpty();
        assertThat(wrong(placements(list -> {
                    var twice = new ArrayList<>(list);
                    twice.add(list.getFirst());
                    return twice;
                })))
                .isNotEmpty();
        assertThat(wrong(lines(list -> list.subList(1, list.size())))).isNotEmpty();
        assertThat(wrong(lines(list -> List.of(quantity(list.getFirst()))))).isNotEmpty();
        var proof = proof();
        assertThat(wrong(PLAN.withProof(objective(proof, 10_000)))).isNotEmpty();
        assertThat(wrong(PLAN.withProof(new PlanProof(
                        proof.objective(),
                        List.of(new PlanProof.Beside("latency", new Money(1))),
                        proof.unplacedWeight(),
                        proof.pools(),
                        proof.sha256(),
                        proof.certificate()))))
                .isNotEmpty();
        assertThat(wrong(PLAN.withProof(new PlanProof(
                        proof.objective(),
                        proof.beside(),
                        proof.unplacedWeight() + 1,
                        proof.pools(),
                        proof.sha256(),
                        proof.certificate()))))
                .isNotEmpty();
        assertThat(wrong(PLAN.withProof(new PlanProof(
                        proof.objective(),
                        proof.beside(),
                        proof.unplacedWeight(),
                        proof.pools().stream()
                                .map(pool -> new PlanPool(pool.at(), pool.used(), pool.capacity() + 1, pool.worth()))
                                .toList(),
                        proof.sha256(),
                        proof.certificate()))))
                .isNotEmpty();
        for (long change : new long[] {10_000, -10_000}) {
            assertThat(wrong(bound(PLAN, change))).isNotEmpty();
        }
        assertThat(wrong(PLAN.withProof(proof.withCertificate(null)))).isNotEmpty();
        assertThat(wrong(PLAN.withProof(null))).isNotEmpty();
    }

    @Test
    void an_altered_certificate_is_caught_even_if_its_hashes_are_made_again() {
        var model = certificate().model();
        int full = 0;
        while (certificate().multipliers().accelerator()[full] == 0) {
            full++;
        }
        int pool = full;
        // A higher price of a full pool, and none: both prove less than what is stated.
        for (long price : new long[] {0, 100_000_000_000L}) {
            assertThat(wrong(with(
                            certificate().model(),
                            priced(pool, price),
                            certificate().chosen())))
                    .as("price " + price)
                    .isNotEmpty();
        }
        int used = model.pool(certificate().chosen()[slicePlaced()]);
        assertThat(wrong(with(changed(m -> m.poolCapacity[used] = 0)))).isNotEmpty();
        assertThat(wrong(with(changed(m -> m.poolCapacity[pool] += 3)))).isNotEmpty();
        assertThat(wrong(with(changed(m -> Objects.requireNonNull(m.cellReplicaMicros.values)[
                        m.optionCell[certificate().chosen()[slicePlaced()]]] -= 10_000))))
                .isNotEmpty();
        assertThat(wrong(with(changed(m -> m.optionMicros[certificate().chosen()[slicePlaced()]] += 10_000))))
                .isNotEmpty();
        assertThat(wrong(with(changed(m -> Objects.requireNonNull(m.optionLoad.values)[
                        certificate().chosen()[slicePlaced()]] += 3_000_000))))
                .isNotEmpty();
        int[] moved = certificate().chosen().clone();
        int slice = slicePlaced();
        moved[slice] = model.sliceOption[model.sliceStart[slice]] == moved[slice]
                ? model.sliceOption[model.sliceStart[slice] + 1]
                : model.sliceOption[model.sliceStart[slice]];
        assertThat(wrong(with(model, certificate().multipliers(), moved))).isNotEmpty();
    }

    @Test
    void a_bound_raised_everywhere_alike_is_caught() {
        var now = certificate();
        var raised = new Certificate(
                now.model(),
                now.sliceIds(),
                now.poolIds(),
                now.chosen(),
                now.besideMicros(),
                now.multipliers(),
                now.boundMicros() + 10_000);
        assertThat(wrong(bound(with(raised), 10_000)))
                .anySatisfy(words -> assertThat(words).contains("The bound is stated as"));
    }

    private interface Change {
        void on(PlacementModel model);
    }

    private static PlacementPlan with(PlacementModel model) {
        return with(model, certificate().multipliers(), certificate().chosen());
    }

    private static PlacementModel changed(Change change) {
        var model = certificate().model();
        change.on(model);
        return model;
    }

    /** The multipliers with one price for each accelerator of a pool. */
    private static Multipliers priced(int pool, long price) {
        var now = certificate().multipliers();
        long[] accelerator = now.accelerator();
        accelerator[pool] = price;
        long[][] block = now.block();
        block[pool] = new long[0];
        return new Multipliers(accelerator, block, now.watt(), now.share(), now.weight());
    }

    private static PlacementPlan with(PlacementModel model, Multipliers multipliers, int[] chosen) {
        var now = certificate();
        return with(new Certificate(
                model, now.sliceIds(), now.poolIds(), chosen, now.besideMicros(), multipliers, now.boundMicros()));
    }

    private static PlacementPlan with(Certificate certificate) {
        var text = CertificateText.write(certificate);
        var proof = proof();
        return PLAN.withProof(new PlanProof(
                proof.objective(), proof.beside(), proof.unplacedWeight(), proof.pools(), Digest.sha256(text), text));
    }

    private static PlanProof proof() {
        return Objects.requireNonNull(PLAN.proof());
    }

    /** A new one each time, because tests change it. */
    private static Certificate certificate() {
        return CertificateText.read(Objects.requireNonNull(PLAN.certificate()));
    }

    private static int slicePlaced() {
        int[] chosen = certificate().chosen();
        int slice = 0;
        while (chosen[slice] < 0 || certificate().model().optionCount(slice) < 2) {
            slice++;
        }
        return slice;
    }

    private static List<String> wrong(PlacementPlan plan) {
        return findings(PlanJson.write(plan)).stream()
                .filter(finding -> !finding.holds())
                .map(PlanCheck.Finding::words)
                .toList();
    }

    private static List<PlanCheck.Finding> findings(byte[] bytes) {
        return PlanCheck.of(PlanJson.open(bytes));
    }

    private static PlacementPlan first(UnaryOperator<Placement> change) {
        return placements(list -> {
            var changed = new ArrayList<>(list);
            changed.set(0, change.apply(list.getFirst()));
            return changed;
        });
    }

    private static PlacementPlan placements(UnaryOperator<List<Placement>> change) {
        return plan(PLAN, PLAN.lowerBound(), change.apply(PLAN.placements()), PLAN.lines());
    }

    private static PlacementPlan lines(UnaryOperator<List<PlanLine>> change) {
        return plan(PLAN, PLAN.lowerBound(), PLAN.placements(), change.apply(PLAN.lines()));
    }

    private static PlacementPlan bound(PlacementPlan plan, long change) {
        var bound = Objects.requireNonNull(plan.lowerBound());
        return plan(plan, bound.plus(new Money(change)), plan.placements(), plan.lines());
    }

    private static PlacementPlan plan(
            PlacementPlan p, @Nullable Money bound, List<Placement> placements, List<PlanLine> lines) {
        return new PlacementPlan(
                p.title(),
                p.policy(),
                p.solvedAt(),
                p.inputHash(),
                p.catalogueVersion(),
                p.seed(),
                p.steps(),
                p.seconds(),
                bound,
                p.proof(),
                placements,
                p.unplaced(),
                lines,
                p.assumptions(),
                p.notes());
    }

    private static PlanProof objective(PlanProof p, long change) {
        return new PlanProof(
                p.objective().plus(new Money(change)),
                p.beside(),
                p.unplacedWeight(),
                p.pools(),
                p.sha256(),
                p.certificate());
    }

    private static Placement cost(Placement p, long cents) {
        var parts = new ArrayList<>(p.cost());
        var part = parts.getFirst();
        parts.set(
                0,
                new CostPart(
                        part.name(),
                        part.amount().plus(Money.ofCents(cents)),
                        part.arithmetic(),
                        part.kind(),
                        part.source()));
        return placement(p, p.at(), p.accelerators(), parts);
    }

    private static Placement accelerators(Placement p, double more) {
        return placement(p, p.at(), p.accelerators() + more, p.cost());
    }

    private static Placement at(Placement p, String optionId, String siteId) {
        var at = p.at();
        return placement(
                p,
                new PlacedAt(
                        optionId,
                        siteId,
                        at.siteName(),
                        at.provider(),
                        at.tier(),
                        at.city(),
                        at.country(),
                        at.at(),
                        at.acceleratorId(),
                        at.term(),
                        at.offerId()),
                p.accelerators(),
                p.cost());
    }

    private static Placement placement(Placement p, PlacedAt at, double accelerators, List<CostPart> cost) {
        return new Placement(
                p.slice(),
                at,
                p.latency(),
                p.replicas(),
                accelerators,
                cost,
                p.verdict(),
                p.minimumTier(),
                p.reason(),
                p.alternatives());
    }

    private static PlanLine quantity(PlanLine line) {
        return new PlanLine(
                line.provider(),
                line.siteId(),
                line.siteName(),
                line.tier(),
                line.country(),
                line.item(),
                line.acceleratorId(),
                line.term(),
                line.quantity() + 1,
                line.unit(),
                line.unitPrice(),
                line.priceUnit(),
                line.monthlyCost(),
                line.price(),
                line.workloads());
    }

    private static PlacementPlan solve(PlacementProblem problem, long steps) {
        return new PlacementSolver()
                .solve(problem, SearchLimits.ofSteps(steps, 7), CLOCK, ProgressListener.SILENT, StopSignal.NEVER);
    }
}
