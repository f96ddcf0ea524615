package org.tierwise.solver.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.OptionDetails;
import org.tierwise.solver.sizing.ErlangC;

/** What each slice of a serving group at a pool gets of the whole replicas there, and what it pays of them. */
final class PlaceShares {
    private static final long MICROS_PER_CENT = 10_000;

    /** @param acceleratorHundredths and {@code replicaHundredths} add up to the whole numbers over all slices there */
    record Share(
            long replicaHundredths,
            long acceleratorHundredths,
            List<CostPart> cost,
            LatencyStack latency,
            double millionTokens) {}

    private PlaceShares() {}

    /**
     * In the order of {@code placed}.
     *
     * @param details of the option of each
     */
    static List<Share> of(List<Occupancy.Placed> placed, List<OptionDetails> details, long replicas) {
        long[] loads =
                placed.stream().mapToLong(one -> one.option().loadMicros()).toArray();
        var example = placed.get(0).option();
        long[] replicaParts = Shares.split(example.acceleratorsPerReplica() == 0 ? 0 : replicas * 100, loads);
        long[] acceleratorParts = Shares.split(replicas * example.acceleratorsPerReplica() * 100, loads);
        var cost = placed.stream().map(one -> new ArrayList<CostPart>()).toList();
        for (var part : details.get(0).replicaCost()) {
            long[] cents = Shares.split(replicas * part.amount().micros() / MICROS_PER_CENT, loads);
            for (int i = 0; i < loads.length; i++) {
                cost.get(i)
                        .add(new CostPart(
                                part.name(),
                                Money.ofCents(cents[i]),
                                arithmetic(part.arithmetic(), replicas, i, loads),
                                part.kind(),
                                part.source()));
            }
        }
        var shares = new ArrayList<Share>();
        for (int i = 0; i < loads.length; i++) {
            cost.get(i).addAll(details.get(i).sliceCost());
            shares.add(new Share(
                    replicaParts[i],
                    acceleratorParts[i],
                    cost.get(i),
                    latency(details.get(i), details, replicas),
                    details.get(i).millionTokens()));
        }
        return shares;
    }

    private static String arithmetic(String ofOneReplica, long replicas, int i, long[] loads) {
        var whole = replicas == 1 ? ofOneReplica : replicas + " replicas × (" + ofOneReplica + ")";
        if (loads.length == 1) {
            return whole;
        }
        double sum = 0;
        for (long load : loads) {
            sum += load;
        }
        double percent = sum == 0 ? 100.0 / loads.length : 100 * loads[i] / sum;
        return whole + ", of which " + String.format(Locale.ROOT, "%.1f", percent) + " % by load";
    }

    /** With the queue of the replicas that are shared, not of those that this slice alone would have. */
    private static LatencyStack latency(OptionDetails one, List<OptionDetails> all, long replicas) {
        var queue = one.queue();
        if (queue.serviceMs() == 0 || all.size() == 1) {
            return one.latency();
        }
        double load =
                all.stream().mapToDouble(other -> other.queue().offeredLoad()).sum();
        int servers = Math.toIntExact(replicas * queue.serversPerReplica());
        double wait = ErlangC.p95Wait(servers, load, queue.serviceMs());
        if (Double.isInfinite(wait)) {
            return one.latency();
        }
        return new LatencyStack(one.latency().parts().stream()
                .map(part -> part.name().equals("queue") ? queue(part, wait) : part)
                .toList());
    }

    private static LatencyPart queue(LatencyPart alone, double wait) {
        double low = alone.p95Ms() == 0 ? 1 : alone.lowMs() / alone.p95Ms();
        double high = alone.p95Ms() == 0 ? 1 : alone.highMs() / alone.p95Ms();
        return new LatencyPart(alone.name(), wait, wait * low, wait * high, alone.kind(), alone.source());
    }
}
