package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;

/** The shipped sample inventory on the shipped catalogue. */
class AcmeProblemTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    private static List<Workload> workloads = List.of();
    private static PlacementProblem problem =
            ProblemBuilder.build(List.of(), CATALOGUE, Policy.BALANCED, BuildChoices.DEFAULT);

    @BeforeAll
    static void build_once() throws IOException {
        try (var file = Objects.requireNonNull(
                AcmeProblemTest.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv"))) {
            workloads = new InventoryImport(CATALOGUE)
                    .read(file, ImportOptions.DEFAULT)
                    .workloads();
        }
        problem = ProblemBuilder.build(workloads, CATALOGUE, Policy.BALANCED, BuildChoices.DEFAULT);
        // For who wants to judge the outcome by eye: -Dtierwise.print=true
        if (Boolean.getBoolean("tierwise.print")) {
            print();
        }
    }

    @Test
    void every_active_classified_workload_has_options_or_a_reason() {
        assertThat(workloads).hasSize(125);
        assertThat(problem.slices()).hasSizeGreaterThan(190).allSatisfy(slice -> {
            if (slice.options().isEmpty()) {
                assertThat(ExclusionWords.summary(slice, problem.pools())).isNotBlank();
            } else {
                assertThat(slice.blocked()).isNull();
                assertThat(slice.verdict()).isNotNull();
            }
        });
    }

    @Test
    void only_the_unclassified_are_blocked() {
        assertThat(problem.slices())
                .filteredOn(slice -> slice.blocked() != null)
                .allSatisfy(slice -> assertThat(slice.slice().workloadClass()).isEqualTo(WorkloadClass.UNCLASSIFIED));
    }

    private static void print() {
        System.out.println("workloads " + workloads.size() + " slices "
                + problem.slices().size() + " pools " + problem.pools().size() + " options "
                + problem.slices().stream().mapToInt(s -> s.options().size()).sum() + " exclusions "
                + problem.slices().stream()
                        .mapToInt(s -> s.exclusions().total())
                        .sum());
        System.out.println((Object) problem.slices().stream()
                .collect(Collectors.groupingBy(
                        s -> s.blocked() != null
                                ? s.blocked()
                                : s.options().isEmpty() ? "none " + s.verdict() : "placed " + s.verdict(),
                        TreeMap::new,
                        Collectors.counting())));
        problem.notes().forEach(System.out::println);
        System.out.println("assumptions " + problem.assumptions().size());
        for (var s : problem.slices()) {
            var best = s.options().stream().min(Comparator.comparingLong(o -> alone(o) + o.latencyPriceMicros()));
            var tiers = s.options().stream()
                    .collect(Collectors.groupingBy(
                            o -> problem.pools().get(o.pool()).at().tier(), TreeMap::new, Collectors.counting()));
            System.out.printf(
                    Locale.ROOT,
                    "%-45s %-21s B=%s %s min=%s opts=%d %s%n      %s %s%n",
                    s.slice().id() + " " + s.slice().workloadName(),
                    s.slice().workloadClass(),
                    s.slice().budgetMs(),
                    s.verdict(),
                    s.minimumTier(),
                    s.options().size(),
                    tiers,
                    best.map(o -> problem.pools().get(o.pool()).at().optionId() + " @"
                                    + problem.pools().get(o.pool()).at().siteName() + " $" + alone(o) / 1000000
                                    + " "
                                    + words(s.details(o)))
                            .orElseGet(
                                    () -> ExclusionWords.summary(s, problem.pools()) + " CHANGE: " + s.nearestChange()),
                    s.slice().notes());
        }
    }

    private static String words(OptionDetails details) {
        return (details.latency().parts().isEmpty() ? "" : ExclusionWords.arithmetic(details.latency())) + " ["
                + details.sizing() + "]";
    }

    private static long alone(PlacementOption o) {
        return Math.max(o.loadMicros() == 0 ? 0 : 1, (o.loadMicros() + 999_999) / 1_000_000) * o.replicaCostMicros()
                + o.sliceCostMicros();
    }
}
