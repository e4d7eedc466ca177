package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScheduledAction;
import dev.davit.operator.scheduler.timetable.Expressions;
import dev.davit.operator.scheduler.timetable.InvalidExpression;
import dev.davit.operator.scheduler.timetable.Timetable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A scheduled action whose times are known.
 *
 * @param action as it was specified
 * @param times when it is due
 * @param start nothing is before it
 * @param end nothing is after it
 */
record PlannedAction(ScheduledAction action, Timetable times, Instant start, Instant end) {

    /**
     * Reads an action; a rate without startTime counts from {@code created}.
     *
     * @throws InvalidExpression when it cannot be read
     */
    static PlannedAction of(ScheduledAction action, Instant created) {
        Optional<Instant> start = time("startTime", action.startTime);
        Timetable times = Expressions.read(action.schedule, action.timezone, start.orElse(created));
        return new PlannedAction(
                action,
                times,
                start.orElse(Instant.MIN),
                time("endTime", action.endTime).orElse(Instant.MAX));
    }

    private static Optional<Instant> time(String field, String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw new InvalidExpression(field + " " + text + " is no time that exists");
        }
    }

    String name() {
        return action.scheduledActionName;
    }

    /** What its times count for: another plan counts from when it was first seen. */
    String plan() {
        return action.schedule + " " + Objects.requireNonNullElse(action.timezone, "UTC");
    }

    /** The newest time after {@code since} that is not after {@code until}. */
    Optional<Instant> newest(Instant since, Instant until) {
        return times.newest(from(since), until.isAfter(end) ? end : until);
    }

    /** The first time after that moment. */
    Optional<Instant> after(Instant moment) {
        return times.after(from(moment)).filter(time -> !time.isAfter(end));
    }

    private Instant from(Instant moment) {
        return moment.isBefore(start) ? start.minusNanos(1) : moment;
    }
}
