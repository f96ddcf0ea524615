package org.tierwise.solver.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.job.InstanceRepository;
import org.tierwise.catalog.job.Job;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.tradeoff.SolvedPrice;
import org.tierwise.solver.tradeoff.SweepHelp;

/**
 * Offers single prices of a sweep to the other instances as jobs that are parts of it. They outlive the instance that
 * sweeps: the one that goes on with it finds them.
 */
final class OtherInstances implements SweepHelp {
    private static final Logger LOG = LoggerFactory.getLogger(OtherInstances.class);

    private final Tx tx;
    private final Job sweep;
    /** Parts whose points were given to the sweep, until they are removed. */
    private final Set<Long> merged = new HashSet<>();

    private boolean failed;

    OtherInstances(Tx tx, Job sweep) {
        this.tx = tx;
        this.sweep = sweep;
    }

    @Override
    public int hands() {
        if (failed) {
            return 0;
        }
        return Math.max(
                0,
                listed(() -> tx.read(ctx -> new InstanceRepository(ctx).list(Presence.SILENCE)))
                                .size()
                        - 1);
    }

    @Override
    public List<Money> underWay() {
        return parts().stream()
                .filter(part -> !merged.contains(part.id()))
                .map(OtherInstances::price)
                .toList();
    }

    @Override
    public void offer(Money pricePerMs, Duration time) {
        try {
            var part = tx.write(ctx -> new JobQueue(ctx)
                    .enqueuePart(
                            sweep, TradeoffRuns.PART, RecordJson.write(new PriceInput(pricePerMs, time.toMillis()))));
            LOG.debug("Price {} of run {} is offered as {}.", pricePerMs.usd(), sweep.id(), part.id());
        } catch (StorageException e) {
            LOG.debug("A price could not be offered: {}", e.getMessage());
        }
    }

    @Override
    public Optional<Money> takeBack() {
        for (var part : parts()) {
            if (part.state() != JobState.DONE && withdrawn(part)) {
                return Optional.of(price(part));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<SolvedPrice> collect() {
        var solved = new ArrayList<SolvedPrice>();
        for (var part : parts()) {
            if (merged.contains(part.id())) {
                // Its point was stored since the last call; only now is it needed no more.
                if (withdrawn(part)) {
                    merged.remove(part.id());
                }
            } else if (part.state() == JobState.DONE) {
                listed(() -> tx.read(ctx -> List.of(new JobQueue(ctx).result(part))))
                        .forEach(result -> {
                            solved.add(
                                    RecordJson.read(result, PriceResult.class).solved());
                            merged.add(part.id());
                        });
            } else if (part.state() == JobState.FAILED && withdrawn(part)) {
                LOG.warn("Another instance could not solve a price of run {}: {}", sweep.id(), part.outcome());
                failed = true;
            }
        }
        return solved;
    }

    private List<Job> parts() {
        return listed(() -> tx.read(ctx -> new JobQueue(ctx).parts(sweep)));
    }

    private static Money price(Job part) {
        return RecordJson.read(part.input(), PriceInput.class).pricePerMs();
    }

    private boolean withdrawn(Job part) {
        try {
            return tx.write(ctx -> new JobQueue(ctx).withdraw(part));
        } catch (StorageException e) {
            LOG.debug("An offer could not be taken back: {}", e.getMessage());
            return false;
        }
    }

    /** Nothing while the database is away: the sweep goes on without help. */
    private static <T> List<T> listed(Supplier<List<T>> reading) {
        try {
            return reading.get();
        } catch (StorageException e) {
            LOG.debug("The other instances cannot be heard: {}", e.getMessage());
            return List.of();
        }
    }
}
