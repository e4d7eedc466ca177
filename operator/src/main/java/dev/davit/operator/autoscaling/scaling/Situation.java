package dev.davit.operator.autoscaling.scaling;

import java.time.Instant;

/**
 * What all policies of a scalable target have in common in one minute.
 *
 * @param current the desired count
 * @param minimum the lowest that may be set
 * @param maximum the highest that may be set
 * @param past what was done before
 * @param minute the minute that has just been measured
 * @param now the time
 */
public record Situation(int current, int minimum, int maximum, Past past, long minute, Instant now) {

    /** The count that steps out are made from: one that is too low is first raised. */
    int atLeastMinimum() {
        return Math.max(current, minimum);
    }

    /** The count that steps in are made from: one that is too high is first lowered. */
    int atMostMaximum() {
        return Math.min(current, maximum);
    }
}
