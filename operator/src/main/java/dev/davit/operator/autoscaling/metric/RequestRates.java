package dev.davit.operator.autoscaling.metric;

import dev.davit.operator.autoscaling.scaling.Datapoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes requests a minute out of counters that only grow, and begin anew when a gateway does. */
final class RequestRates {

    private static final double MINUTE_MILLIS = 60_000;
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private final Map<String, Look> last = new ConcurrentHashMap<>();

    /**
     * The counters at one moment.
     *
     * @param time the moment
     * @param counts by gateway
     */
    record Look(Instant time, Map<String, Double> counts) {}

    /**
     * Remembers a look for the next one; the requests a minute and target since the last one.
     *
     * @param key whose look it is
     * @param now the look
     * @param targets how many targets shared them
     * @param minute the minute of the datapoint
     */
    Optional<Datapoint> add(String key, Look now, int targets, long minute) {
        last.values().removeIf(look -> look.time().plus(LONGEST).isBefore(now.time()));
        Look before = last.put(key, now);
        return before == null || targets <= 0 ? Optional.empty() : between(before, now, targets, minute);
    }

    /** A gateway that has gone took the requests of its last minute along: what is known is less than there was. */
    private static Optional<Datapoint> between(Look before, Look now, int targets, long minute) {
        Duration passed = Duration.between(before.time(), now.time());
        if (passed.compareTo(SHORTEST) < 0) {
            return Optional.empty();
        }
        double requests = now.counts().entrySet().stream()
                .mapToDouble(each -> {
                    double old = before.counts().getOrDefault(each.getKey(), 0.0);
                    return each.getValue() >= old ? each.getValue() - old : each.getValue();
                })
                .sum();
        double each = requests * MINUTE_MILLIS / passed.toMillis() / targets;
        boolean complete = now.counts().keySet().containsAll(before.counts().keySet());
        return Optional.of(new Datapoint(minute, each, each, each, targets, complete));
    }
}
