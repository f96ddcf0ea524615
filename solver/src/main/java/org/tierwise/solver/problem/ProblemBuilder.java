package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

/**
 * Makes the question from an inventory, the catalogue and a policy: slices, and for each slice everywhere it could and
 * could not be. The same inputs give the same problem, on any number of threads.
 */
public final class ProblemBuilder {
    /** Finer than a request per second, so that small workloads of one criticality still differ. */
    private static final double WEIGHT_PER_RPS = 10;

    private static final int LOWEST_CRITICALITY = 4;

    private final Models models;
    private final WorkloadEvaluator evaluator;
    private final World world;
    private final NearestChange nearestChange;

    private ProblemBuilder(Models models, World world) {
        this.models = models;
        this.world = world;
        evaluator = models.evaluator(world);
        nearestChange = new NearestChange(models, evaluator, world);
    }

    /**
     * The problem of all workloads that are not retired, in their order.
     *
     * @throws UnclassifiedWorkloads if one has no class and the choices do not leave such out
     */
    public static PlacementProblem build(
            List<Workload> workloads, ReferenceCatalogue catalogue, Policy policy, BuildChoices choices) {
        return build(workloads, catalogue, policy, choices, PlacementRules.USUAL);
    }

    /**
     * The same under rules of its own.
     *
     * @throws UnclassifiedWorkloads if one has no class and the choices do not leave such out
     * @throws IllegalArgumentException if a rule names a site, slice or pool that does not exist, or pins a slice where
     *     it cannot run
     */
    public static PlacementProblem build(
            List<Workload> workloads,
            ReferenceCatalogue catalogue,
            Policy policy,
            BuildChoices choices,
            PlacementRules rules) {
        var active = workloads.stream()
                .filter(workload -> workload.status() != WorkloadStatus.RETIRED)
                .toList();
        if (!choices.leaveOutUnclassified()) {
            refuseUnclassified(active, policy);
        }
        Set<String> used = ConcurrentHashMap.newKeySet();
        var assumptions = catalogue.assumptions().tellingUse(used::add);
        var models = new Models(catalogue, policy, choices, assumptions, Set.copyOf(rules.lostSites()));
        var own = choices.acceptOwnPremises() ? models.ownPremises().propose(active) : OwnPremises.Proposal.NONE;
        var sites =
                Stream.concat(catalogue.sites().stream(), own.sites().stream()).toList();
        var pools =
                Stream.concat(catalogue.pools().stream(), own.pools().stream()).toList();
        refuseUnknownSites(rules, sites);
        var world = models.world(sites, pools, catalogue.offers());
        var builder = new ProblemBuilder(models, world);
        var slices = builder.slices(active, BackupNeed.of(rules.backups(), assumptions));
        new PinCheck(active, slices, world.pools(), builder::exclusion).check(rules);
        var notes = new ArrayList<>(own.notes());
        notes.addAll(leftOut(workloads, slices));
        return new PlacementProblem(
                policy,
                inputHash(workloads, catalogue, policy, choices, rules),
                catalogue.version(),
                active.size(),
                world.pools(),
                PinCheck.pinned(slices, world.pools(), rules),
                catalogue.assumptions().all().stream()
                        .filter(assumption -> used.contains(assumption.key()))
                        .toList(),
                notes,
                rules);
    }

    private static void refuseUnknownSites(PlacementRules rules, List<Site> sites) {
        var known = sites.stream().map(Site::id).collect(Collectors.toSet());
        for (var lost : rules.lostSites()) {
            if (!known.contains(lost)) {
                throw new IllegalArgumentException("There is no site (" + lost
                        + ") to leave out. Maybe it is written otherwise; an id looks like aws/eu-central-1.");
            }
        }
    }

    private Exclusion exclusion(Workload workload, String sliceId, int pool) {
        var demanded = models.slices().cut(workload);
        int position = demanded.slices().stream().map(Slice::id).toList().indexOf(sliceId);
        return evaluator.exclusion(demanded, position, pool);
    }

    /** What {@link PlacementProblem#inputHash} of these inputs is. */
    public static String inputHash(
            List<Workload> workloads,
            ReferenceCatalogue catalogue,
            Policy policy,
            BuildChoices choices,
            PlacementRules rules) {
        return CanonicalHash.of(
                workloads, catalogue.version(), catalogue.assumptions().all(), policy, choices, rules);
    }

    /** One sentence for each workload that is not retired and has no class, with the missing field. */
    public static List<String> unclassified(List<Workload> workloads, Policy policy) {
        var classifier = new Classifier(policy.thresholds());
        return workloads.stream()
                .filter(workload -> workload.status() != WorkloadStatus.RETIRED)
                .flatMap(workload -> {
                    var classification = classifier.classify(workload);
                    return classification.workloadClass() == WorkloadClass.UNCLASSIFIED
                            ? Stream.of(SliceMaker.missing(workload, classification))
                            : Stream.empty();
                })
                .toList();
    }

    /** The places where an own site would be assumed, because workloads are hosted there on premises: "Zaragoza ES". */
    public static List<String> ownPremises(List<Workload> workloads, ReferenceCatalogue catalogue) {
        return new OwnPremises(catalogue, catalogue.assumptions())
                        .propose(workloads.stream()
                                .filter(workload -> workload.status() != WorkloadStatus.RETIRED)
                                .toList())
                        .sites()
                        .stream()
                        .map(site -> site.city() + " " + site.country())
                        .toList();
    }

    private static void refuseUnclassified(List<Workload> active, Policy policy) {
        var sentences = unclassified(active, policy);
        if (!sentences.isEmpty()) {
            throw new UnclassifiedWorkloads(sentences);
        }
    }

    private static List<String> leftOut(List<Workload> workloads, List<DemandSlice> slices) {
        var notes = new ArrayList<String>();
        var retired = workloads.stream()
                .filter(workload -> workload.status() == WorkloadStatus.RETIRED)
                .map(Workload::externalId)
                .toList();
        if (!retired.isEmpty()) {
            notes.add("RETIRED: not placed: " + String.join(", ", retired) + ".");
        }
        for (var code : List.of("UNCLASSIFIED", "LOCATION_MISSING")) {
            var ids = slices.stream()
                    .filter(slice -> code.equals(slice.blocked()))
                    .map(slice -> slice.slice().externalId())
                    .distinct()
                    .toList();
            if (!ids.isEmpty()) {
                notes.add(code + ": left out: " + String.join(", ", ids) + ".");
            }
        }
        return notes;
    }

    /** The slices of one workload, and why they need backups; empty if they need none. */
    private record Cut(List<DemandSlice> slices, String backupAsked) {}

    private List<DemandSlice> slices(List<Workload> active, BackupNeed backups) {
        var byWorkload = IntStream.range(0, active.size())
                .parallel()
                .mapToObj(group -> {
                    var demanded = models.slices().cut(active.get(group));
                    return new Cut(slices(demanded, group), backups.asked(demanded));
                })
                .toList();
        var all = new ArrayList<DemandSlice>();
        var asked = new ArrayList<String>();
        for (var cut : byWorkload) {
            for (var slice : cut.slices()) {
                all.add(slice.at(all.size()));
                asked.add(cut.backupAsked());
            }
        }
        return BackupSlices.added(all, asked, pool -> world.pools().get(pool).domain(backups.domain()));
    }

    private List<DemandSlice> slices(Demanded demanded, int group) {
        if (demanded.blocked() != null) {
            var code = demanded.blocked();
            return demanded.slices().stream()
                    .map(slice -> DemandSlice.blocked(slice, group, weight(slice), code, demanded.blockedReason()))
                    .toList();
        }
        var results = evaluator.evaluate(demanded);
        return IntStream.range(0, results.size())
                .mapToObj(i -> slice(demanded, i, results.get(i), group))
                .toList();
    }

    private DemandSlice slice(Demanded demanded, int position, Evaluated result, int group) {
        var ruling = ruling(demanded, result);
        return new DemandSlice(
                0,
                result.slice(),
                group,
                result.options(),
                result.exclusions().result(),
                ruling.verdict(),
                ruling.minimumTier(),
                weight(result.slice()),
                null,
                null,
                result.options().isEmpty()
                        ? nearestChange.of(demanded, result)
                        : nearestChange.cheaper(demanded, result),
                option -> evaluator.explain(demanded, position, option));
    }

    private VerdictRule.Ruling ruling(Demanded demanded, Evaluated result) {
        if (demanded.budgetMs() == null || result.seen().isEmpty()) {
            boolean unmeasured =
                    result.options().isEmpty() && result.exclusions().has(ExclusionReason.NEEDS_MEASUREMENT);
            if (unmeasured) {
                return new VerdictRule.Ruling(Verdict.NEEDS_MEASUREMENT, null, "");
            }
            return result.options().isEmpty()
                    ? new VerdictRule.Ruling(Verdict.NO_ELIGIBLE_OPTION, null, "")
                    : new VerdictRule.Ruling(Verdict.EDGE_UNNECESSARY, farthest(result), "");
        }
        return VerdictRule.decide(
                new VerdictRule.Question(
                        demanded.budgetMs(), demanded.workload().budget().processingMs()),
                result.seen(),
                models.beneficial());
    }

    private @Nullable SiteTier farthest(Evaluated result) {
        return result.options().stream()
                .map(option -> world.pools().get(option.pool()).at().tier())
                .min(SiteTier::compareTo)
                .orElse(null);
    }

    /** Criticality (1 counts four times as much as 4) times peak load in tenths of a request per second. */
    private static long weight(Slice slice) {
        long load = Math.max(1, Math.round(slice.peakRps() * WEIGHT_PER_RPS));
        return (LOWEST_CRITICALITY + 1L - slice.criticality()) * load;
    }
}
