package dev.davit.gateway.catalog;

import java.util.Objects;

/**
 * How asynchronous events of a function, a version or an alias are retried and where their results go.
 *
 * @param maximumRetryAttempts how often an event is tried again after an error of the function, 0 to 2
 * @param maximumAgeSeconds how old an event may become
 * @param onSuccess where the record of a success goes, or null
 * @param onFailure where the record of a failure goes, or null
 * @param deadLetter where a failed event itself goes, or null
 */
public record EventConfig(
        int maximumRetryAttempts, int maximumAgeSeconds, String onSuccess, String onFailure, String deadLetter) {

    /** AWS's defaults: two retries, six hours, no destination. */
    public static final EventConfig DEFAULT = new EventConfig(2, 21_600, null, null, null);

    /** The same with another dead-letter target. */
    public EventConfig withDeadLetter(String target) {
        return Objects.equals(target, deadLetter)
                ? this
                : new EventConfig(maximumRetryAttempts, maximumAgeSeconds, onSuccess, onFailure, target);
    }
}
