package dev.davit.gateway.auth;

import dev.davit.gateway.kernel.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands until it is moved. */
final class FixedClock implements Clock {

    private long millis;

    static FixedClock at(Instant instant) {
        FixedClock clock = new FixedClock();
        clock.millis = instant.toEpochMilli();
        return clock;
    }

    void advance(Duration by) {
        millis += by.toMillis();
    }

    @Override
    public long epochMillis() {
        return millis;
    }

    @Override
    public long nanos() {
        return millis * 1_000_000;
    }
}
