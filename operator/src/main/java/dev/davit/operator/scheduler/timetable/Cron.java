package dev.davit.operator.scheduler.timetable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The times of a cron expression in a time zone. A local time that does not exist, because clocks are put forward, is left
 * out; one that exists twice, because they are put back, counts once, the first time. That is what EventBridge Scheduler
 * does.
 *
 * @param minutes of the hour
 * @param hours of the day
 * @param days which days of a month
 * @param months 1 to 12
 * @param years which years
 * @param zone whose local time it is
 */
public record Cron(
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        CronDays days,
        NavigableSet<Integer> months,
        NavigableSet<Integer> years,
        ZoneId zone)
        implements Timetable {

    @Override
    public Optional<Instant> after(Instant moment) {
        LocalDate from = LocalDate.ofInstant(moment, zone);
        for (int year : years.tailSet(from.getYear(), true)) {
            for (int month : months) {
                LocalDate first = LocalDate.of(year, month, 1);
                if (first.plusMonths(1).isAfter(from)) {
                    Optional<Instant> found = inMonth(first, from, moment);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> inMonth(LocalDate first, LocalDate from, Instant moment) {
        for (int day = 1; day <= first.lengthOfMonth(); day++) {
            LocalDate date = first.withDayOfMonth(day);
            if (!date.isBefore(from) && days.matches(date)) {
                Optional<Instant> found = onDay(date, moment);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> onDay(LocalDate date, Instant moment) {
        for (int hour : hours) {
            for (int minute : minutes) {
                LocalDateTime local = date.atTime(hour, minute);
                List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
                if (!offsets.isEmpty()) {
                    Instant time = local.toInstant(offsets.getFirst());
                    if (time.isAfter(moment)) {
                        return Optional.of(time);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
