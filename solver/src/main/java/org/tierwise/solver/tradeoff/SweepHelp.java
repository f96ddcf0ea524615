package org.tierwise.solver.tradeoff;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tierwise.catalog.pricing.Money;

/** Others who solve single prices of a sweep meanwhile. Called from the thread that sweeps. */
public interface SweepHelp {
    /** Nobody helps. */
    SweepHelp NONE = new SweepHelp() {
        @Override
        public int hands() {
            return 0;
        }

        @Override
        public List<Money> underWay() {
            return List.of();
        }

        @Override
        public void offer(Money pricePerMs, Duration time) {}

        @Override
        public Optional<Money> takeBack() {
            return Optional.empty();
        }

        @Override
        public List<SolvedPrice> collect() {
            return List.of();
        }
    };

    /** How many may be at work at once. */
    int hands();

    /** Prices that were offered, and neither taken back nor collected. */
    List<Money> underWay();

    void offer(Money pricePerMs, Duration time);

    /** The oldest offer that nobody has taken up; it is an offer no more. */
    Optional<Money> takeBack();

    /** What is solved, in the order in which it was offered; each once. */
    List<SolvedPrice> collect();
}
