package dev.davit.operator.scheduler.timetable;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A field of a cron expression.
 *
 * @param name as messages call it
 * @param lowest the lowest number
 * @param highest the highest number
 * @param words what stands for the numbers, from the lowest on; none in most fields
 * @param steps whether {@code /} may be used
 */
record CronField(String name, int lowest, int highest, List<String> words, boolean steps) {

    static final CronField MINUTES = new CronField("minutes", 0, 59, List.of(), true);
    static final CronField HOURS = new CronField("hours", 0, 23, List.of(), true);
    static final CronField DATES = new CronField("day of month", 1, 31, List.of(), true);
    static final CronField MONTHS = new CronField(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
            true);
    static final CronField WEEKDAYS =
            new CronField("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), false);
    static final CronField YEARS = new CronField("year", 1970, 2199, List.of(), true);

    /** The numbers that a list of values, ranges and steps means. */
    NavigableSet<Integer> numbers(String text) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (String item : text.split(",", -1)) {
            add(item, numbers);
        }
        return numbers;
    }

    private void add(String item, NavigableSet<Integer> numbers) {
        int slash = item.indexOf('/');
        if (slash >= 0 && !steps) {
            throw invalid(item, "has no steps");
        }
        String range = slash < 0 ? item : item.substring(0, slash);
        int step = slash < 0 ? 1 : step(item, item.substring(slash + 1));
        int from;
        int to;
        int dash = range.indexOf('-');
        if (range.equals("*")) {
            from = lowest;
            to = highest;
        } else if (dash > 0) {
            from = number(range.substring(0, dash));
            to = number(range.substring(dash + 1));
        } else {
            from = number(range);
            to = slash < 0 ? from : highest;
        }
        if (from > to) {
            throw invalid(item, "is a range that ends before it begins");
        }
        for (int number = from; number <= to; number += step) {
            numbers.add(number);
        }
    }

    private int step(String item, String text) {
        int step = digits(text);
        if (step < 1) {
            throw invalid(item, "has a step that is no number above 0");
        }
        return step;
    }

    /** The number that a value means. */
    int number(String text) {
        int word = words.indexOf(text.toUpperCase(Locale.ROOT));
        int number = word >= 0 ? lowest + word : digits(text);
        if (number < lowest || number > highest) {
            throw invalid(text, "is not " + lowest + " to " + highest);
        }
        return number;
    }

    /** The number, or -1 when it is none. */
    static int digits(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }

    InvalidExpression invalid(String item, String why) {
        return new InvalidExpression("the " + name + " \"" + item + "\" " + why);
    }
}
