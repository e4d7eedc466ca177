package dev.davit.operator.scheduler.timetable;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** Which days of a month a cron expression means: by their date, or by their weekday. */
public sealed interface CronDays {

    /** Whether that day is one of them. */
    boolean matches(LocalDate date);

    /**
     * By date.
     *
     * @param dates 1 to 31
     * @param last whether the last day of the month, too
     * @param nearWeekdays for these dates the nearest day from Monday to Friday of the same month
     */
    record ByDate(Set<Integer> dates, boolean last, Set<Integer> nearWeekdays) implements CronDays {

        @Override
        public boolean matches(LocalDate date) {
            int day = date.getDayOfMonth();
            return dates.contains(day)
                    || last && day == date.lengthOfMonth()
                    || nearWeekdays.stream().anyMatch(near -> day == nearest(date, near));
        }

        /** The workday nearest to a date, 0 when the month does not have the date. */
        private static int nearest(LocalDate month, int date) {
            if (date > month.lengthOfMonth()) {
                return 0;
            }
            return switch (month.withDayOfMonth(date).getDayOfWeek()) {
                case SATURDAY -> date == 1 ? 3 : date - 1;
                case SUNDAY -> date == month.lengthOfMonth() ? date - 2 : date + 1;
                default -> date;
            };
        }
    }

    /**
     * By weekday.
     *
     * @param days every one of these
     * @param numbered the first, second and so on of these in a month
     * @param last the last one of these in a month
     */
    record ByWeekday(Set<DayOfWeek> days, Set<Numbered> numbered, Set<DayOfWeek> last) implements CronDays {

        @Override
        public boolean matches(LocalDate date) {
            DayOfWeek day = date.getDayOfWeek();
            int number = (date.getDayOfMonth() - 1) / 7 + 1;
            boolean isLast = date.getDayOfMonth() + 7 > date.lengthOfMonth();
            return days.contains(day) || numbered.contains(new Numbered(day, number)) || isLast && last.contains(day);
        }
    }

    /** The first (1) to fifth of a weekday in a month. */
    record Numbered(DayOfWeek day, int number) {}
}
