package org.tierwise.solver.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.RuleWords;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.FailureDomain;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.solver.problem.BuildChoices;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementPool;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.solver.proof.PlanCheck;

/** Second places on the shipped catalogue, for the sample inventory. */
class BackupsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @EnumSource
    void a_backup_is_in_another_failure_domain_within_the_budget_or_its_absence_is_explained(FailureDomain domain)
            throws IOException {
        var problem = problem(new BackupRule(domain, true, 1));
        var plan = solve(problem);
        var slices = byId(problem);
        int had = 0;
        int missing = 0;
        for (var placement : plan.placements()) {
            var backup = placement.backup();
            var slice = slices.get(placement.slice().id() + Backup.SUFFIX);
            assertThat(backup == null).isEqualTo(slice == null);
            if (backup == null || slice == null) {
                continue;
            }
            assertThat(backup.asked()).endsWith(".");
            var here = pool(problem, placement.at()).domain(domain);
            var at = backup.at();
            if (at == null) {
                assertTrueReason(problem, slice, here, backup.reason());
                assertThat(backup.monthlyCost()).isEqualTo(Money.ZERO);
                missing++;
            } else {
                assertThat(pool(problem, at).domain(domain)).isNotEqualTo(here);
                assertThat(slice.options())
                        .anyMatch(option -> option.pool() == pool(problem, at).index());
                var budget = placement.slice().budgetMs();
                assertThat(budget == null || Objects.requireNonNull(backup.p95Ms()) <= budget)
                        .isTrue();
                had++;
            }
        }
        assertThat(had).isGreaterThan(3);
        assertThat(RuleWords.sentences(plan))
                .anyMatch(words -> words.startsWith(plan.placements().stream()
                                .map(Placement::backup)
                                .filter(backup -> backup != null && backup.at() != null)
                                .count()
                        + " of "));
        assertThat(had + missing).isGreaterThan(20);
        assertThat(PlanCheck.of(PlanJson.open(PlanJson.write(plan)))).allMatch(PlanCheck.Finding::holds);
    }

    private static void assertTrueReason(PlacementProblem problem, DemandSlice slice, String here, String reason) {
        boolean elsewhere = slice.options().stream()
                .anyMatch(option -> !problem.pools()
                        .get(option.pool())
                        .domain(problem.rules().backups().domain())
                        .equals(here));
        assertThat(reason)
                .startsWith(
                        elsewhere
                                ? "No room in another "
                                : "No other "
                                        + problem.rules().backups().domain().word() + " can serve it: ");
    }

    @Test
    void reserved_accelerators_are_bought_and_paid_where_they_are() throws IOException {
        var plan = solve(problem(new BackupRule(FailureDomain.COUNTRY, true, 2)));
        var accelerators = new HashMap<String, Double>();
        for (var placement : plan.placements()) {
            add(accelerators, placement.at(), placement.accelerators());
            var backup = placement.backup();
            if (backup != null && backup.at() != null) {
                add(accelerators, backup.at(), backup.accelerators());
            }
        }
        assertThat(plan.lines())
                .filteredOn(line -> line.unit().equals("accelerator"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(accelerators.get(key(line))).isCloseTo(line.quantity(), within(0.051)));
        assertThat(plan.lines().stream().map(PlanLine::monthlyCost).reduce(Money.ZERO, Money::plus))
                .isEqualTo(plan.monthlyCost());
    }

    @Test
    void nobody_gets_one_where_none_is_asked_for() throws IOException {
        var plan = solve(problem(BackupRule.NONE));
        assertThat(plan.placements()).isNotEmpty().allMatch(placement -> placement.backup() == null);
        assertThat(RuleWords.sentences(plan)).isEmpty();
    }

    private static void add(Map<String, Double> accelerators, PlacedAt at, double number) {
        accelerators.merge(at.siteId() + at.acceleratorId() + at.term(), number, Double::sum);
    }

    private static String key(PlanLine line) {
        return line.siteId() + line.acceleratorId() + line.term();
    }

    private static PlacementPool pool(PlacementProblem problem, PlacedAt at) {
        Optional<PlacementPool> pool = problem.pools().stream()
                .filter(one -> one.at().optionId().equals(at.optionId()))
                .findFirst();
        return pool.orElseThrow();
    }

    private static Map<String, DemandSlice> byId(PlacementProblem problem) {
        var byId = new HashMap<String, DemandSlice>();
        problem.slices().forEach(slice -> byId.put(slice.slice().id(), slice));
        return byId;
    }

    private static PlacementProblem problem(BackupRule backups) throws IOException {
        var catalogue = CatalogueReader.shipped();
        try (var file = Objects.requireNonNull(
                BackupsTest.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv"))) {
            var workloads = new InventoryImport(catalogue)
                    .read(file, ImportOptions.DEFAULT)
                    .workloads();
            return ProblemBuilder.build(
                    workloads,
                    catalogue,
                    Policy.BALANCED,
                    BuildChoices.DEFAULT,
                    new PlacementRules(null, backups, Map.of(), null, List.of()));
        }
    }

    private static PlacementPlan solve(PlacementProblem problem) {
        return new PlacementSolver()
                .solve(problem, SearchLimits.ofSteps(300, 7), CLOCK, ProgressListener.SILENT, StopSignal.NEVER);
    }
}
