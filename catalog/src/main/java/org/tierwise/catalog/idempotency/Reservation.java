package org.tierwise.catalog.idempotency;

import java.util.Optional;

/** What may be done with a request that carries a key. */
public sealed interface Reservation {
    /**
     * Carry it out.
     *
     * @param attempt from 1; whoever has an older one must not change anything any more
     */
    record Granted(int attempt) implements Reservation {}

    /** Somebody is at it; ask again in a moment. */
    record Running() implements Reservation {}

    /** The key was used for another request. */
    record Mismatch() implements Reservation {}

    /**
     * It was carried out.
     *
     * @param answer empty if the program was killed before it was kept
     */
    record Done(Optional<KeptAnswer> answer) implements Reservation {}
}
