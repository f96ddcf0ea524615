package org.tierwise.web.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.UserLocation;

/** Hand-made plans for the tests of the exports; no solver took part in them. */
public final class SamplePlans {
    public static final Instant SOLVED_AT = Instant.parse("2026-11-21T09:30:15Z");

    private static final PlacedAt ZARAGOZA = at(
            "zaragoza-plant",
            "Zaragoza plant",
            "own",
            SiteTier.EDGE,
            "Zaragoza",
            "ES",
            41.65,
            -0.88,
            "l4",
            PurchaseTerm.OWNED);
    private static final PlacedAt MANILA = at(
            "edge-manila",
            "Manila edge A",
            "Akamai",
            SiteTier.EDGE,
            "Manila",
            "PH",
            14.6,
            120.98,
            "rtx-pro-6000",
            PurchaseTerm.ON_DEMAND);
    private static final PlacedAt TOKYO = at(
            "aws-ap-northeast-1",
            "Asia Pacific (Tokyo) 東京",
            "AWS",
            SiteTier.REGIONAL,
            "Tokyo",
            "JP",
            35.68,
            139.69,
            "h100-80",
            PurchaseTerm.ON_DEMAND);
    private static final PlacedAt FRANKFURT = at(
            "gcp-europe-west3",
            "Frankfurt am Main",
            "Google",
            SiteTier.REGIONAL,
            "Frankfurt",
            "DE",
            50.11,
            8.68,
            "l4",
            PurchaseTerm.RESERVED_1Y);
    private static final PlacedAt VIRGINIA = at(
            "aws-us-east-1",
            "US East (N. Virginia)",
            "AWS",
            SiteTier.CENTRAL,
            "Ashburn",
            "US",
            39.04,
            -77.49,
            "h200-141",
            PurchaseTerm.SPOT);
    private static final PlacedAt MANAGED = new PlacedAt(
            "offer-openai-eu",
            "azure-swedencentral",
            "Sweden Central",
            "Azure",
            SiteTier.REGIONAL,
            "Gävle",
            "SE",
            new GeoPoint(60.67, 17.14),
            null,
            PurchaseTerm.ON_DEMAND,
            "gpt-4o-mini eu");

    private SamplePlans() {}

    /** Twelve placed slices over all tiers, three unplaced, with text that means harm and a negative number. */
    public static PlacementPlan rich() {
        var placements = List.of(
                placement(
                        "APM-1",
                        "Vision QC",
                        WorkloadClass.LIVE_VIDEO,
                        "Zaragoza",
                        "ES",
                        41.65,
                        -0.88,
                        100.0,
                        ZARAGOZA,
                        1.5,
                        41_234,
                        31.25),
                placement(
                        "APM-1",
                        "Vision QC",
                        WorkloadClass.LIVE_VIDEO,
                        "Manila",
                        "PH",
                        14.6,
                        120.98,
                        100.0,
                        MANILA,
                        2,
                        512_345,
                        95.5),
                placement(
                        "=cmd|'/c calc'!A1",
                        "@name +1",
                        WorkloadClass.CONTROL_LOOP,
                        "Zaragoza",
                        "ES",
                        41.65,
                        -0.88,
                        50.0,
                        ZARAGOZA,
                        0.5,
                        13_745,
                        22.125),
                placement(
                        "APM-3",
                        "Sprachbot Köln \"Heinzel\"",
                        WorkloadClass.LIVE_CONVERSATION,
                        "Köln",
                        "DE",
                        50.94,
                        6.96,
                        500.0,
                        FRANKFURT,
                        1.33,
                        99_901,
                        180.4),
                placement(
                        "APM-3",
                        "Sprachbot Köln \"Heinzel\"",
                        WorkloadClass.LIVE_CONVERSATION,
                        "Kraków",
                        "PL",
                        50.06,
                        19.94,
                        500.0,
                        FRANKFURT,
                        0.67,
                        50_333,
                        201.6),
                placement(
                        "APM-4",
                        "チャット, support",
                        WorkloadClass.INTERACTIVE_TOLERANT,
                        "Tokyo",
                        "JP",
                        35.68,
                        139.69,
                        2000.0,
                        TOKYO,
                        4,
                        2_008_960,
                        620.0),
                placement(
                        "APM-5",
                        "Code completion",
                        WorkloadClass.CODE_COMPLETION,
                        "Osaka",
                        "JP",
                        34.69,
                        135.5,
                        200.0,
                        TOKYO,
                        2,
                        1_004_480,
                        121.0),
                placement(
                        "APM-6",
                        "Contract review",
                        WorkloadClass.LARGE_CONTEXT,
                        "Munich",
                        "DE",
                        48.14,
                        11.58,
                        5000.0,
                        MANAGED,
                        0,
                        1_234_501,
                        1800.0),
                placement(
                        "APM-7",
                        "-5.00 is a name",
                        WorkloadClass.NEAR_REAL_TIME,
                        "Madrid",
                        "ES",
                        40.42,
                        -3.7,
                        1000.0,
                        FRANKFURT,
                        1,
                        75_118,
                        240.0),
                placement(
                        "APM-8",
                        "Overnight <b>reports</b> & more",
                        WorkloadClass.BATCH,
                        null,
                        "",
                        0,
                        0,
                        null,
                        VIRGINIA,
                        3,
                        303_303,
                        0),
                placement(
                        "APM-9",
                        "Fine-tuning",
                        WorkloadClass.FINE_TUNING,
                        null,
                        "",
                        0,
                        0,
                        null,
                        VIRGINIA,
                        8,
                        808_808,
                        0),
                placement(
                        "APM-10",
                        "Line\nbreak\tand tab",
                        WorkloadClass.LIVE_VIDEO,
                        "38.72,-9.14",
                        "",
                        38.72,
                        -9.14,
                        100.0,
                        FRANKFURT,
                        1,
                        75_117,
                        96.0));
        var unplaced = List.of(
                new Unplaced(
                        slice(
                                "APM-11",
                                "Robot arm",
                                WorkloadClass.CONTROL_LOOP,
                                "Ho Chi Minh City",
                                "VN",
                                10.82,
                                106.63,
                                20.0),
                        "INFEASIBLE_NETWORK",
                        Verdict.INFEASIBLE_NETWORK,
                        "47 ms network + 30 ms processing = 77 ms, limit 20 ms",
                        "A site on the premises would place it",
                        List.of(new Alternative(TOKYO, 77.0, null, "47 + 30 = 77 ms, limit 20 ms"))),
                new Unplaced(
                        slice("APM-12", "+SUM(A1:A9)", WorkloadClass.UNCLASSIFIED, null, "", 0, 0, null),
                        "UNCLASSIFIED",
                        null,
                        "-1 is not a budget; the latency budget is missing",
                        "",
                        List.of()),
                new Unplaced(
                        slice(
                                "APM-13",
                                "Patient summaries",
                                WorkloadClass.LARGE_CONTEXT,
                                "Lyon",
                                "FR",
                                45.76,
                                4.84,
                                3000.0),
                        "NO_ELIGIBLE_OPTION",
                        Verdict.NO_ELIGIBLE_OPTION,
                        "No French site has 8 × H200",
                        "Allowing DE would place it for USD 12,400 more",
                        List.of()));
        return plan("Acme Manufacturing, balanced", placements, unplaced);
    }

    /** Two slices of {@link #rich}: the first has a backup in Manila, the second has none and says why. */
    public static PlacementPlan backed() {
        var asked = "A control loop of criticality 1 needs two failure domains.";
        var reserve = new CostPart("accelerators", Money.ofCents(12_345), "1 x 0.17 x 730", Kind.PUBLISHED, "list");
        var first = rich().placements().get(0);
        var second = rich().placements().get(2);
        return plan(
                "Backed",
                List.of(
                        with(first, new Backup(asked, MANILA, 98.5, 1, 1, List.of(reserve), "")),
                        with(second, Backup.missing(asked, "No other site can serve it."))),
                List.of());
    }

    private static Placement with(Placement p, Backup backup) {
        return new Placement(
                p.slice(),
                p.at(),
                p.latency(),
                p.replicas(),
                p.accelerators(),
                p.cost(),
                p.verdict(),
                p.minimumTier(),
                p.reason(),
                p.alternatives(),
                backup);
    }

    /** A plan without any placement. */
    public static PlacementPlan empty() {
        return plan("Nothing yet", List.of(), List.of());
    }

    /** A plan of so many slices, all placed, one workload each. */
    public static PlacementPlan large(int slices) {
        var at = List.of(ZARAGOZA, MANILA, TOKYO, FRANKFURT, VIRGINIA, MANAGED);
        var placements = IntStream.range(0, slices)
                .mapToObj(i -> placement(
                        "W-" + i,
                        "Workload " + i,
                        WorkloadClass.INTERACTIVE_TOLERANT,
                        "Madrid",
                        "ES",
                        40.42,
                        -3.7,
                        2000.0,
                        at.get(i % at.size()),
                        1,
                        100_001 + i * 37L,
                        400 + i % 300))
                .toList();
        return plan("Large", placements, List.of());
    }

    /** The same plan with another moment of solving. */
    public static PlacementPlan at(Instant solvedAt, PlacementPlan p) {
        return new PlacementPlan(
                p.title(),
                p.policy(),
                solvedAt,
                p.inputHash(),
                p.catalogueVersion(),
                p.seed(),
                p.steps(),
                p.seconds(),
                p.lowerBound(),
                p.proof(),
                p.placements(),
                p.unplaced(),
                p.lines(),
                p.assumptions(),
                p.notes());
    }

    private static PlacementPlan plan(String title, List<Placement> placements, List<Unplaced> unplaced) {
        return new PlacementPlan(
                title,
                Policy.BALANCED,
                SOLVED_AT,
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "2026-11",
                42,
                500L,
                null,
                null,
                null,
                placements,
                unplaced,
                lines(placements),
                List.of(
                        new Assumption(
                                "sizing.memoryUtilisation",
                                "Accelerator memory that serving may use",
                                new Figure(0.9, "1", Provenance.assumed("common default of serving engines"))),
                        new Assumption(
                                "cost.electricity",
                                "Electricity price, Spain",
                                new Figure(
                                        0.1234,
                                        "USD/kWh",
                                        new Provenance(Kind.PUBLISHED, "Eurostat nrg_pc_205", "2025"))),
                        new Assumption(
                                "cost.change",
                                "Price change a year",
                                new Figure(-12.5, "%", Provenance.derived("mean of three list prices")))),
                List.of(
                        "Own premises in Zaragoza are assumed to hold 4 × L4.",
                        "1 workload has no class and is left out."));
    }

    /** The bill of materials: the placements summed by option, so that both sums are equal. */
    private static List<PlanLine> lines(List<Placement> placements) {
        Map<PlacedAt, List<Placement>> byOption = new LinkedHashMap<>();
        placements.forEach(
                p -> byOption.computeIfAbsent(p.at(), k -> new ArrayList<>()).add(p));
        var lines = new ArrayList<PlanLine>();
        byOption.forEach((at, members) -> {
            boolean managed = at.offerId() != null;
            lines.add(new PlanLine(
                    at.provider(),
                    at.siteId(),
                    at.siteName(),
                    at.tier(),
                    at.country(),
                    managed ? String.valueOf(at.offerId()) : String.valueOf(at.acceleratorId()),
                    at.acceleratorId(),
                    at.term(),
                    managed
                            ? 812.5
                            : Math.ceil(members.stream()
                                    .mapToDouble(Placement::accelerators)
                                    .sum()),
                    managed ? "Mtok/month" : "accelerator",
                    managed ? 1.5194 : 0.7134,
                    managed ? "USD/Mtok" : "USD/accelerator-hour",
                    members.stream().map(Placement::monthlyCost).reduce(Money.ZERO, Money::plus),
                    new Provenance(Kind.PUBLISHED, at.provider() + " price list", "2026-10"),
                    members.stream()
                            .map(p -> p.slice().externalId())
                            .distinct()
                            .sorted()
                            .toList()));
        });
        return lines;
    }

    private static Placement placement(
            String id,
            String name,
            WorkloadClass workloadClass,
            @Nullable String place,
            String country,
            double lat,
            double lon,
            @Nullable Double budgetMs,
            PlacedAt at,
            double accelerators,
            long cents,
            double p95Ms) {
        double core = p95Ms * 0.4;
        var latency = new LatencyStack(List.of(
                new LatencyPart(
                        "access", p95Ms * 0.1, p95Ms * 0.08, p95Ms * 0.12, Kind.ASSUMED, "access profile FIBRE"),
                new LatencyPart("core", core, core * 0.9, core * 1.1, Kind.MEASURED, "measured pairs"),
                new LatencyPart("processing", p95Ms * 0.5, p95Ms * 0.4, p95Ms * 0.7, Kind.DERIVED, "sizing model")));
        long egress = cents % 1000;
        var cost = List.of(
                new CostPart(
                        at.offerId() == null ? "accelerators" : "tokens",
                        Money.ofCents(cents - egress),
                        "730 h × USD 0.7134",
                        Kind.PUBLISHED,
                        "price list"),
                new CostPart("egress", Money.ofCents(egress), "12 GB × USD 0.09", Kind.PUBLISHED, "price list"));
        return new Placement(
                slice(id, name, workloadClass, place, country, lat, lon, budgetMs),
                at,
                latency,
                accelerators / 2,
                accelerators,
                cost,
                at.tier() == SiteTier.EDGE ? Verdict.EDGE_REQUIRED : Verdict.EDGE_UNNECESSARY,
                at.tier(),
                "Placed at " + at.siteName() + ", the cheapest that keeps the budget",
                List.of(
                        new Alternative(FRANKFURT, 77.5, Money.ofCents(-12_345), null),
                        new Alternative(VIRGINIA, 189.0, null, "77 + 112 = 189 ms, limit 120 ms")));
    }

    private static Slice slice(
            String id,
            String name,
            WorkloadClass workloadClass,
            @Nullable String place,
            String country,
            double lat,
            double lon,
            @Nullable Double budgetMs) {
        var location = place == null ? null : new UserLocation(place, country, new GeoPoint(lat, lon));
        return new Slice(
                id + "@" + (location == null ? "" : location.label()),
                id,
                name,
                workloadClass,
                budgetMs == null ? LatencyTier.NONE : budgetMs <= 100 ? LatencyTier.T100 : LatencyTier.TOPEN,
                budgetMs != null,
                location,
                location == null ? 1 : 0.6,
                12.5,
                4.1667,
                workloadClass == WorkloadClass.LIVE_VIDEO ? null : "Llama-3.1-8B",
                budgetMs,
                2,
                List.of("MODEL_DEFAULTED: Llama-3.1-8B"));
    }

    private static PlacedAt at(
            String siteId,
            String siteName,
            String provider,
            SiteTier tier,
            String city,
            String country,
            double lat,
            double lon,
            String accelerator,
            PurchaseTerm term) {
        return new PlacedAt(
                siteId + "/" + accelerator,
                siteId,
                siteName,
                provider,
                tier,
                city,
                country,
                new GeoPoint(lat, lon),
                accelerator,
                term,
                null);
    }
}
