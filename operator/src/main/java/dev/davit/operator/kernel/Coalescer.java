package dev.davit.operator.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Spaces writes that nobody waits for, such as counts in a status: at most one an object and interval. */
public final class Coalescer {
    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private final Duration interval;
    private final Clock clock;

    /** Lets one write through per object and interval. */
    public Coalescer(Duration interval, Clock clock) {
        this.interval = interval;
        this.clock = clock;
    }

    /** Empty when the object may be written now (and counts as written), otherwise how long to wait. */
    public Optional<Duration> wait(String uid) {
        Instant now = clock.instant();
        last.values().removeIf(time -> !time.plus(interval).isAfter(now));
        Instant before = last.putIfAbsent(uid, now);
        return Optional.ofNullable(before).map(time -> Duration.between(now, time.plus(interval)));
    }
}
