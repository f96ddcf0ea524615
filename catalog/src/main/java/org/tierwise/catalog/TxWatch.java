package org.tierwise.catalog;

/** Hears of every transaction, for the metrics. Called on the thread of the transaction; must be quick. */
@FunctionalInterface
public interface TxWatch {
    TxWatch NONE = transaction -> {};

    void ended(Ended transaction);

    /**
     * A transaction that ended.
     *
     * @param writes false for reads and snapshots
     * @param waitedNanos in the queue, until a thread took it
     * @param ranNanos from then to the commit that is durable, or to the failure
     * @param failed true if it was rolled back
     */
    record Ended(boolean writes, long waitedNanos, long ranNanos, boolean failed) {}
}
