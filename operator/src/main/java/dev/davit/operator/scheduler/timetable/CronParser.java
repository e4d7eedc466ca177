package dev.davit.operator.scheduler.timetable;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Reads AWS's cron expressions: minutes, hours, day of month, month, day of week, year. */
final class CronParser {

    private static final String ANY = "?";

    private CronParser() {}

    static Cron parse(String text, ZoneId zone) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 6) {
            throw new InvalidExpression(
                    "cron needs six fields (minutes hours day-of-month month day-of-week year), and has "
                            + fields.length);
        }
        boolean byDate = fields[4].equals(ANY);
        if (byDate == fields[2].equals(ANY)) {
            throw new InvalidExpression("one of day of month and day of week must be ?, and the other one must not");
        }
        return new Cron(
                CronField.MINUTES.numbers(fields[0]),
                CronField.HOURS.numbers(fields[1]),
                byDate ? dates(fields[2]) : weekdays(fields[4]),
                CronField.MONTHS.numbers(fields[3]),
                CronField.YEARS.numbers(fields[5]),
                zone);
    }

    private static CronDays dates(String text) {
        Set<Integer> dates = new TreeSet<>();
        Set<Integer> near = new TreeSet<>();
        boolean last = false;
        for (String item : text.split(",", -1)) {
            if (item.equalsIgnoreCase("L")) {
                last = true;
            } else if (item.matches("[0-9]{1,2}[wW]")) {
                near.add(CronField.DATES.number(item.substring(0, item.length() - 1)));
            } else {
                dates.addAll(CronField.DATES.numbers(item));
            }
        }
        return new CronDays.ByDate(dates, last, near);
    }

    /** L alone is the last day of the week, Saturday; with a day before it, that day's last one in the month. */
    private static CronDays weekdays(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Set<DayOfWeek> last = EnumSet.noneOf(DayOfWeek.class);
        Set<CronDays.Numbered> numbered = new HashSet<>();
        for (String item : text.split(",", -1)) {
            int sign = item.indexOf('#');
            if (item.equalsIgnoreCase("L")) {
                days.add(DayOfWeek.SATURDAY);
            } else if (item.matches("[0-9a-zA-Z]+[lL]")) {
                last.add(day(CronField.WEEKDAYS.number(item.substring(0, item.length() - 1))));
            } else if (sign > 0) {
                int number = CronField.digits(item.substring(sign + 1));
                if (number < 1 || number > 5) {
                    throw CronField.WEEKDAYS.invalid(item, "has a number behind # that is not 1 to 5");
                }
                numbered.add(new CronDays.Numbered(day(CronField.WEEKDAYS.number(item.substring(0, sign))), number));
            } else {
                CronField.WEEKDAYS.numbers(item).forEach(number -> days.add(day(number)));
            }
        }
        return new CronDays.ByWeekday(days, numbered, last);
    }

    /** Sunday is 1. */
    private static DayOfWeek day(int number) {
        return number == 1 ? DayOfWeek.SUNDAY : DayOfWeek.of(number - 1);
    }
}
