package dev.davit.operator.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Gathers writes that nobody waits for, such as counts in a status: one an object, an interval after the first reason. */
public final class Coalescer {
    private final Map<String, Instant> first = new ConcurrentHashMap<>();
    private final Duration interval;
    private final Clock clock;

    /** Gathers for that long. */
    public Coalescer(Duration interval, Clock clock) {
        this.interval = interval;
        this.clock = clock;
    }

    /** There is something to write: how long to gather more, or empty when the time is over and it is to be written now. */
    public Optional<Duration> wait(String uid) {
        Instant now = clock.instant();
        first.values().removeIf(time -> time.plus(interval.multipliedBy(2)).isBefore(now)); // nobody came back for it
        Instant due = first.computeIfAbsent(uid, object -> now).plus(interval);
        if (due.isAfter(now)) {
            return Optional.of(Duration.between(now, due));
        }
        first.remove(uid);
        return Optional.empty();
    }

    /** There is nothing to write any more. */
    public void settled(String uid) {
        first.remove(uid);
    }
}
