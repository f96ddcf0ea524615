package org.tierwise.solver.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.solver.problem.BuildChoices;
import org.tierwise.solver.problem.ProblemBuilder;

/** What a board recomputes with a pocket calculator, on the shipped sample inventory. */
class PlanFiguresTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    private static final Set<String> PRICED = Set.of("accelerators", "capital", "maintenance");
    private static PlacementPlan plan = solve(List.of());

    @BeforeAll
    static void solve_once() throws IOException {
        try (var file = Objects.requireNonNull(
                PlanFiguresTest.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv"))) {
            plan = solve(new InventoryImport(CATALOGUE)
                    .read(file, ImportOptions.DEFAULT)
                    .workloads());
        }
    }

    @Test
    void quantity_times_unit_price_times_the_hours_of_a_month_is_the_accelerator_cost_of_lines_that_run_always() {
        var lines = plan.lines().stream()
                .filter(line -> line.unit().equals("accelerator") && alwaysOn(line))
                .toList();
        assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> {
            assertThat(line.priceUnit()).isEqualTo("USD/accelerator-hour");
            // Each part of each replica is rounded to whole cents.
            assertThat(priced(line))
                    .isCloseTo(line.quantity() * line.unitPrice() * 730, within(0.02 * line.quantity()));
        });
        assertThat(lines).anyMatch(line -> line.term() == PurchaseTerm.OWNED);
    }

    @Test
    void lines_of_batch_windows_show_the_price_of_the_pool_and_cost_no_more_than_a_whole_month() {
        var lines = plan.lines().stream()
                .filter(line -> line.term() == PurchaseTerm.SPOT)
                .toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(priced(line))
                        .isPositive()
                        .isLessThanOrEqualTo(line.quantity() * line.unitPrice() * 730 + 0.02 * line.quantity()));
    }

    @Test
    void unit_prices_are_those_of_the_catalogue_with_its_provenance() {
        assertThat(plan.lines())
                .filteredOn(line -> line.unit().equals("accelerator") && line.term() != PurchaseTerm.OWNED)
                .isNotEmpty()
                .allSatisfy(line -> {
                    var pool = CATALOGUE.pools().stream()
                            .filter(one -> one.siteId().equals(line.siteId())
                                    && one.acceleratorId().equals(line.acceleratorId())
                                    && one.term() == line.term())
                            .findFirst()
                            .orElseThrow();
                    assertThat(line.unitPrice())
                            .isEqualTo(pool.usdPerAcceleratorHour().value());
                    assertThat(line.price())
                            .isEqualTo(pool.usdPerAcceleratorHour().provenance());
                });
    }

    @Test
    void million_tokens_times_the_blended_price_is_the_cost_of_managed_lines() {
        assertThat(plan.lines())
                .filteredOn(line -> line.unit().equals("Mtok/month"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.quantity()).isPositive();
                    assertThat(line.quantity() * line.unitPrice())
                            .isCloseTo(line.monthlyCost().usd().doubleValue(), within(0.005));
                });
    }

    @Test
    void a_price_without_its_host_is_never_in_a_plan_without_an_assumed_host() {
        var bare = plan.placements().stream()
                .filter(placement -> CATALOGUE.pools().stream()
                        .anyMatch(pool -> pool.id().equals(placement.at().optionId()) && !pool.hostIncluded()))
                .toList();
        assertThat(bare)
                .isNotEmpty()
                .allSatisfy(placement -> assertThat(placement.cost())
                        .filteredOn(part -> part.name().equals("host (assumed)"))
                        .singleElement()
                        .satisfies(part -> assertThat(part.kind()).isEqualTo(Kind.ASSUMED)));
    }

    @Test
    void what_nobody_waits_for_is_never_at_the_edge() {
        assertThat(plan.placements())
                .filteredOn(placement -> placement.slice().workloadClass() == WorkloadClass.BATCH
                        || placement.slice().workloadClass() == WorkloadClass.TRAINING)
                .isNotEmpty()
                .noneMatch(placement -> placement.at().tier() == SiteTier.EDGE);
    }

    private static boolean alwaysOn(PlanLine line) {
        return line.term() == PurchaseTerm.OWNED
                || plan.placements().stream()
                        .filter(placement -> !costAt(line, placement).isEmpty())
                        .allMatch(placement -> placement.slice().budgetMs() != null);
    }

    private static double priced(PlanLine line) {
        return plan.placements().stream()
                .flatMap(placement -> costAt(line, placement).stream())
                .filter(part -> PRICED.contains(part.name()))
                .map(CostPart::amount)
                .mapToDouble(amount -> amount.usd().doubleValue())
                .sum();
    }

    /** What a placement costs where the line is bought: its own place, its backup's, or nothing. */
    private static List<CostPart> costAt(PlanLine line, Placement placement) {
        var backup = placement.backup();
        if (isAt(line, placement.at())) {
            return placement.cost();
        }
        return backup != null && backup.at() != null && isAt(line, backup.at()) ? backup.cost() : List.of();
    }

    private static boolean isAt(PlanLine line, PlacedAt at) {
        return at.siteId().equals(line.siteId())
                && Objects.equals(at.acceleratorId(), line.acceleratorId())
                && at.term() == line.term();
    }

    private static PlacementPlan solve(List<org.tierwise.catalog.workload.Workload> workloads) {
        return new PlacementSolver()
                .solve(
                        ProblemBuilder.build(workloads, CATALOGUE, Policy.BALANCED, BuildChoices.DEFAULT),
                        SearchLimits.ofSteps(1_000, 7),
                        Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC),
                        ProgressListener.SILENT,
                        StopSignal.NEVER);
    }
}
