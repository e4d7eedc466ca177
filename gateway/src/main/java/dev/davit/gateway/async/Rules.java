package dev.davit.gateway.async;

import dev.davit.gateway.async.Decision.Conclude;
import dev.davit.gateway.async.Decision.Invoke;
import dev.davit.gateway.async.Decision.PutBack;
import dev.davit.gateway.async.Decision.Retry;
import dev.davit.gateway.catalog.EventConfig;
import java.time.Duration;

/**
 * Pure: AWS's rules for asynchronous events. An error of the function is tried again after a minute, then after two; what
 * could not be run goes back for longer and longer until the event is too old.
 */
final class Rules {

    private static final int OK = 200;
    static final int THROTTLED = 429;

    /** The status of AWS's ResourceNotFoundException. */
    static final int NOT_FOUND = 404;

    /** The status of AWS's RecursiveInvocationException. */
    static final int RECURSION = 400;

    /** How long an event waits for a target that is not there. */
    static final Duration MISSED_FOR = Duration.ofMinutes(1);

    /** Pauses meanwhile grow no more from this one on: 16 s. */
    private static final int MISSED_PAUSES = 5;

    private final AsyncSettings settings;

    Rules(AsyncSettings settings) {
        this.settings = settings;
    }

    /** An event that is being looked at. */
    record Case(QueuedEvent queued, EventConfig config, long nowMillis) {

        long expiresMillis() {
            return queued.event().acceptedMillis() + config.maximumAgeSeconds() * 1000L;
        }

        Duration untilExpiry() {
            return Duration.ofMillis(Math.max(1, expiresMillis() - nowMillis));
        }
    }

    /** What the function answered. */
    record Answered(String version, byte[] body) {}

    /** Before the function is called. */
    Decision before(Case event, Integer reservedConcurrency) {
        Progress progress = event.queued.progress();
        if (event.nowMillis >= event.expiresMillis()) {
            return conclude(event, Ending.EXPIRED, progress.errors() > 0 ? OK : THROTTLED, null);
        }
        if (reservedConcurrency != null && reservedConcurrency == 0) {
            return conclude(event, Ending.STOPPED, THROTTLED, null);
        }
        if (progress.notBeforeMillis() > event.nowMillis) {
            return putBack(event, Duration.ofMillis(progress.notBeforeMillis() - event.nowMillis));
        }
        return new Invoke();
    }

    /** The event's chain of causes has gone round too often. */
    Decision recursion(Case event) {
        return conclude(event, Ending.FAILED, RECURSION, null);
    }

    /** The function answered. */
    Decision success(Case event, Answered answer) {
        return conclude(event, Ending.SUCCEEDED, OK, answer);
    }

    /** The function, or its environment, failed. */
    Decision functionError(Case event, Answered answer) {
        int errors = event.queued.progress().errors() + 1;
        if (errors > event.config.maximumRetryAttempts()
                || errors > settings.retries().size()) {
            return conclude(event, Ending.FAILED, OK, answer);
        }
        long next = event.nowMillis + settings.retries().get(errors - 1).toMillis();
        if (next >= event.expiresMillis()) {
            return conclude(event, Ending.EXPIRED, OK, answer); // AWS does not wait for a time at which it may not try
        }
        return new Retry(event.queued.progress().failedOnce(next));
    }

    /** It could not be run now: too many at once, no environment, a failure of the platform. */
    Decision refused(Case event, int deliveries) {
        return event.nowMillis >= event.expiresMillis()
                ? conclude(event, Ending.EXPIRED, THROTTLED, null)
                : putBack(event, settings.pause(deliveries));
    }

    /**
     * The function, version or alias that it is for is not there, since then: on AWS that ends the event. Here an object may be on
     * its way, as when it is deleted and applied again, so it is waited for a while.
     */
    Decision missing(Case event, long sinceMillis, int deliveries) {
        if (event.nowMillis >= event.expiresMillis()) {
            return conclude(event, Ending.EXPIRED, NOT_FOUND, null);
        }
        return event.nowMillis - sinceMillis >= MISSED_FOR.toMillis()
                ? conclude(event, Ending.FAILED, NOT_FOUND, null)
                : putBack(event, settings.pause(Math.min(deliveries, MISSED_PAUSES)));
    }

    /** How long whoever was not told waits after so many tries. */
    Duration pause(int tries) {
        return settings.pause(tries);
    }

    /** Whether a destination has been tried for long enough. */
    boolean gaveUpTelling(Conclusion conclusion, long nowMillis) {
        return nowMillis - conclusion.endedMillis() >= settings.tellFor().toMillis();
    }

    private static Decision putBack(Case event, Duration pause) {
        Duration most = event.untilExpiry();
        return new PutBack(pause.compareTo(most) > 0 ? most : pause);
    }

    private static Decision conclude(Case event, Ending ending, int status, Answered answer) {
        EventConfig config = event.config;
        boolean well = ending == Ending.SUCCEEDED;
        int calls = event.queued.progress().errors() + (answer == null && status != NOT_FOUND ? 0 : 1);
        return new Conclude(new Conclusion(
                ending,
                event.nowMillis,
                calls,
                status,
                answer == null ? null : answer.version(),
                answer == null ? null : answer.body(),
                well ? config.onSuccess() : config.onFailure(),
                well ? null : config.deadLetter(),
                false));
    }
}
