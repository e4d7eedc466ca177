package dev.davit.operator.lambda.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when pools have more environments than they need. The gateway gives one to a call first and writes that down afterwards, so
 * an environment that nobody has claimed may be at work: it is left alone until the gateway has had time to say so, or to want as
 * many again. Demand that goes up and down in a burst ends nothing.
 */
final class Surplus {

    /** Some times as long as a claim takes to be written down and seen. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /** How long the surplus of a pool is still to be left alone; empty when it may go now, or when there is none. */
    Optional<Duration> wait(String pool, List<String> surplus, Instant now) {
        since.values().removeIf(began -> began.plus(FORGOTTEN).isBefore(now));
        if (surplus.isEmpty()) {
            since.remove(pool);
            return Optional.empty();
        }
        Instant began = since.computeIfAbsent(pool, key -> now);
        Duration left = Duration.between(now, began.plus(PATIENCE));
        if (left.isPositive()) {
            return Optional.of(left);
        }
        since.remove(pool);
        return Optional.empty();
    }
}
