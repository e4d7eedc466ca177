package dev.davit.operator.scheduler.timetable;

import java.time.Instant;
import java.util.Optional;

/** Planned times, in order. */
public sealed interface Timetable permits Rate, Cron, Once {

    /** The first planned time after that moment; empty when there is none. */
    Optional<Instant> after(Instant moment);

    /** The newest planned time after {@code since} that is not after {@code until}; found by going from one to the next. */
    default Optional<Instant> newest(Instant since, Instant until) {
        Optional<Instant> newest = Optional.empty();
        for (Optional<Instant> next = after(since);
                next.isPresent() && !next.get().isAfter(until);
                next = after(next.get())) {
            newest = next;
        }
        return newest;
    }
}
