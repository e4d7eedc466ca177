package dev.davit.operator.scheduler.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Every so often.
 *
 * @param first the first time
 * @param period between two times; days have 24 hours
 */
public record Rate(Instant first, Duration period) implements Timetable {

    @Override
    public Optional<Instant> after(Instant moment) {
        if (moment.isBefore(first)) {
            return Optional.of(first);
        }
        long passed = Duration.between(first, moment).dividedBy(period);
        return Optional.of(first.plus(period.multipliedBy(passed + 1)));
    }

    @Override
    public Optional<Instant> newest(Instant since, Instant until) {
        if (until.isBefore(first)) {
            return Optional.empty();
        }
        Instant newest =
                first.plus(period.multipliedBy(Duration.between(first, until).dividedBy(period)));
        return newest.isAfter(since) ? Optional.of(newest) : Optional.empty();
    }
}
