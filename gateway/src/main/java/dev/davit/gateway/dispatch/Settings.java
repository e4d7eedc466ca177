package dev.davit.gateway.dispatch;

import java.time.Duration;

/**
 * The dispatcher's numbers.
 *
 * @param queueWait how long an invocation may wait for an environment
 * @param idleTimeoutSeconds how long an idle environment is kept when its function does not say
 * @param claimWriteDelay how long after a claim it is written down (after the answer of a short function)
 * @param returnWithin how soon an environment whose poll was lost must poll again
 * @param concurrency how many invocations and new environments there may be
 */
public record Settings(
        Duration queueWait,
        int idleTimeoutSeconds,
        Duration claimWriteDelay,
        Duration returnWithin,
        Limits concurrency) {

    /**
     * AWS's account limits, for each namespace.
     *
     * @param concurrentExecutions invocations at once, reserved ones included
     * @param startsInTenSeconds environments that one function may start in ten seconds
     */
    public record Limits(int concurrentExecutions, int startsInTenSeconds) {

        /** AWS's defaults. */
        public static final Limits AWS = new Limits(1000, 1000);
    }

    /** The defaults. */
    public static Settings defaults(int idleTimeoutSeconds) {
        return with(idleTimeoutSeconds, Limits.AWS);
    }

    /** The defaults with limits of one's own. */
    public static Settings with(int idleTimeoutSeconds, Limits limits) {
        return new Settings(
                Duration.ofSeconds(60), idleTimeoutSeconds, Duration.ofMillis(200), Duration.ofSeconds(5), limits);
    }
}
