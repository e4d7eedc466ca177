package dev.davit.operator.scheduler.schedule;

import dev.davit.operator.kernel.Names;
import dev.davit.operator.scheduler.timetable.Timetable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The runs of a schedule.
 *
 * @param times when they are planned
 * @param start nothing is before it
 * @param end nothing is after it
 * @param window within how long after its time a run begins; zero for at its time
 * @param seed by which the moment in the window is drawn: always the same one for the same run
 */
record Plan(Timetable times, Instant start, Instant end, Duration window, String seed) {

    /** The first run after that moment. */
    Optional<Instant> after(Instant moment) {
        Instant from = moment.isBefore(start) ? start.minusNanos(1) : moment;
        return times.after(from).filter(time -> !time.isAfter(end));
    }

    /** The newest run after {@code since} whose planned time is not after {@code until}. */
    Optional<Instant> newest(Instant since, Instant until) {
        Instant from = since.isBefore(start) ? start.minusNanos(1) : since;
        return times.newest(from, until.isAfter(end) ? end : until);
    }

    /** When a run begins. Always before the next one's planned time. */
    Instant begin(Instant time) {
        if (window.isZero()) {
            return time;
        }
        Duration room = after(time).map(next -> Duration.between(time, next)).orElse(window);
        long millis = (room.compareTo(window) < 0 ? room : window).toMillis();
        byte[] hash = Names.sha256((seed + time).getBytes(StandardCharsets.UTF_8));
        return time.plusMillis(Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), millis));
    }

    /** The newest run after {@code since} that has to have begun by now. */
    Optional<Instant> due(Instant since, Instant now) {
        Optional<Instant> newest = newest(since, now);
        return newest.filter(time -> begin(time).isAfter(now)).isPresent()
                ? newest(since, newest.get().minusNanos(1))
                : newest;
    }
}
