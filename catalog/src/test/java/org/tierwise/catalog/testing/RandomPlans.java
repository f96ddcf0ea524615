package org.tierwise.catalog.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.plan.PlanProof;
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

/** Plans with every kind of value and every kind of gap, repeatable by seed. They make no sense as plans. */
public final class RandomPlans {
    private static final String[] WORDS = {
        "",
        "a",
        "Zürich",
        "=1+1",
        "\"quoted\"",
        "line\nbreak",
        "tab\t",
        "\\",
        "漢字",
        "🏭",
        "a, b; c",
        "</script>",
        "\u0001"
    };

    private final Random random;

    private RandomPlans(long seed) {
        random = new Random(seed);
    }

    public static PlacementPlan plan(long seed) {
        return new RandomPlans(seed).plan();
    }

    private PlacementPlan plan() {
        return new PlacementPlan(
                word(),
                one(List.of(Policy.BALANCED, Policy.LOWEST_COST, Policy.LOWEST_LATENCY)),
                Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000) * 1_000L),
                word(),
                word(),
                random.nextLong(),
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(this::money),
                maybe(this::proof),
                some(this::placement),
                some(this::unplaced),
                some(this::line),
                some(() -> new Assumption(word(), word(), new Figure(number(), word(), provenance()))),
                some(this::word));
    }

    private PlanProof proof() {
        var certificate = maybe(() -> "H4sIAAAAAAAA" + random.nextInt(1_000_000));
        return new PlanProof(
                money(),
                some(() -> new PlanProof.Beside(word(), money())),
                random.nextLong(),
                some(() -> new PlanPool(placedAt(), random.nextInt(9), 9, money())),
                certificate == null ? null : Digest.sha256(certificate),
                certificate);
    }

    private Placement placement() {
        return new Placement(
                slice(),
                placedAt(),
                new LatencyStack(
                        some(() -> new LatencyPart(word(), number(), number(), number(), one(Kind.values()), word()))),
                number(),
                number(),
                some(() -> new CostPart(word(), money(), word(), one(Kind.values()), word())),
                one(Verdict.values()),
                maybe(() -> one(SiteTier.values())),
                word(),
                some(this::alternative));
    }

    private Unplaced unplaced() {
        return new Unplaced(
                slice(), word(), maybe(() -> one(Verdict.values())), word(), word(), some(this::alternative));
    }

    private Slice slice() {
        return new Slice(
                word(),
                word(),
                word(),
                one(WorkloadClass.values()),
                one(LatencyTier.values()),
                random.nextBoolean(),
                maybe(() -> new UserLocation(word(), word(), point())),
                number(),
                number(),
                number(),
                maybe(this::word),
                maybe(this::number),
                1 + random.nextInt(4),
                some(this::word));
    }

    private PlacedAt placedAt() {
        return new PlacedAt(
                word(),
                word(),
                word(),
                word(),
                one(SiteTier.values()),
                word(),
                word(),
                point(),
                maybe(this::word),
                one(PurchaseTerm.values()),
                maybe(this::word));
    }

    private Alternative alternative() {
        return new Alternative(placedAt(), maybe(this::number), maybe(this::money), maybe(this::word));
    }

    private PlanLine line() {
        return new PlanLine(
                word(),
                word(),
                word(),
                one(SiteTier.values()),
                word(),
                word(),
                maybe(this::word),
                one(PurchaseTerm.values()),
                number(),
                word(),
                number(),
                word(),
                money(),
                provenance(),
                some(this::word));
    }

    private Provenance provenance() {
        return new Provenance(one(Kind.values()), "source " + word(), word());
    }

    private GeoPoint point() {
        return new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
    }

    private Money money() {
        return random.nextBoolean()
                ? Money.ofCents(random.nextInt(2_000_000_000) - 1_000_000)
                : new Money(random.nextLong() >> 20);
    }

    private double number() {
        double magnitude = List.of(1e-9, 1.0, 1e3, -1e15).get(random.nextInt(4));
        return random.nextBoolean() ? magnitude * random.nextDouble() : magnitude * random.nextInt(9);
    }

    private String word() {
        return one(List.of(WORDS));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> some(Supplier<T> value) {
        var list = new ArrayList<T>();
        for (int left = random.nextInt(4); left > 0; left--) {
            list.add(value.get());
        }
        return list;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
