package org.tierwise.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's time, and what a test adds to it. */
public final class TestClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    public void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** Goes on to the beginning of the next half minute since 1970, as authenticator apps count, and returns its number. */
    public long nextStep() {
        long next = instant().getEpochSecond() / 30 + 1;
        advance(Duration.between(instant(), Instant.ofEpochSecond(next * 30)));
        return next;
    }
}
