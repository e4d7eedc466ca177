package dev.davit.gateway.async;

import java.time.Duration;
import java.util.List;

/**
 * The numbers of asynchronous invocation.
 *
 * @param retries how long to wait before the first and the second retry of an event whose function failed
 * @param firstPause how long an event waits that could not be run (throttled, no environment); doubled each time
 * @param longestPause up to this
 * @param tellFor how long a destination is tried
 * @param heldBytes how many bytes of events are in memory before no more are asked for
 */
public record AsyncSettings(
        List<Duration> retries, Duration firstPause, Duration longestPause, Duration tellFor, long heldBytes) {

    /** AWS's numbers. */
    public static final AsyncSettings DEFAULT = new AsyncSettings(
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofHours(6),
            24L << 20);

    /** The pause after so many refusals in a row. */
    Duration pause(int refusals) {
        int doublings = Math.min(Math.max(refusals, 1) - 1, 20);
        Duration pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
