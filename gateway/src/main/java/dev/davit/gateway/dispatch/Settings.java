package dev.davit.gateway.dispatch;

import java.time.Duration;

/**
 * The dispatcher's numbers.
 *
 * @param queueWait how long an invocation may wait for an environment
 * @param idleTimeoutSeconds how long an idle environment is kept when its function does not say
 * @param claimWriteDelay how long after a claim it is written down (after the answer of a short function)
 * @param returnWithin how soon an environment whose poll was lost must poll again
 */
public record Settings(Duration queueWait, int idleTimeoutSeconds, Duration claimWriteDelay, Duration returnWithin) {

    /** The defaults. */
    public static Settings defaults(int idleTimeoutSeconds) {
        return new Settings(Duration.ofSeconds(60), idleTimeoutSeconds, Duration.ofMillis(200), Duration.ofSeconds(5));
    }
}
