package dev.davit.operator.scheduler.timetable;

import java.time.Instant;
import java.util.Optional;

/**
 * One time.
 *
 * @param time the time
 */
public record Once(Instant time) implements Timetable {

    @Override
    public Optional<Instant> after(Instant moment) {
        return time.isAfter(moment) ? Optional.of(time) : Optional.empty();
    }
}
