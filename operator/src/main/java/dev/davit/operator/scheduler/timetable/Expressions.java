package dev.davit.operator.scheduler.timetable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the expressions of EventBridge Scheduler. */
public final class Expressions {

    private static final Pattern FORM = Pattern.compile("(rate|cron|at)\\((.+)\\)");
    private static final Pattern RATE = Pattern.compile("\\s*([0-9]{1,9})\\s+(minute|hour|day)s?\\s*");
    private static final Pattern AT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");

    /** Cron's years begin with 1970, here and there a little earlier. */
    private static final Instant BEFORE_ALL = Instant.parse("1969-12-30T00:00:00Z");

    private static final int LONGEST_DAYS = 36_500;

    private Expressions() {}

    /**
     * The planned times of an expression.
     *
     * @param expression {@code rate(…)}, {@code cron(…)} or {@code at(…)}
     * @param timezone an IANA name, or null for UTC; it has to be one also for a rate, on which it has no effect
     * @param first where a rate begins
     * @throws InvalidExpression when it cannot be read
     */
    public static Timetable read(String expression, String timezone, Instant first) {
        Matcher form = FORM.matcher(expression.strip());
        if (!form.matches()) {
            throw new InvalidExpression("the expression is not rate(…), cron(…) or at(…)");
        }
        String inner = form.group(2);
        ZoneId zone = zone(timezone);
        return switch (form.group(1)) {
            case "rate" -> rate(inner, first);
            case "cron" -> possible(CronParser.parse(inner, zone), expression);
            default -> at(inner, zone);
        };
    }

    /** Refuses what never comes, such as the 31st of February; what is over already has come. */
    private static Cron possible(Cron cron, String expression) {
        if (cron.after(BEFORE_ALL).isEmpty()) {
            throw new InvalidExpression(
                    expression.strip() + " never comes: no day has that date, or weekday, in these months and years");
        }
        return cron;
    }

    private static ZoneId zone(String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new InvalidExpression(
                    "the time zone " + name + " is not known: set a name of the IANA database, such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }

    private static Rate rate(String text, Instant first) {
        Matcher rate = RATE.matcher(text.toLowerCase(Locale.ROOT));
        if (!rate.matches()) {
            throw new InvalidExpression("rate needs a number and minutes, hours or days, such as rate(5 minutes)");
        }
        long value = Long.parseLong(rate.group(1));
        Duration period =
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(value);
                    case "hour" -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                };
        if (value == 0 || period.toDays() > LONGEST_DAYS) {
            throw new InvalidExpression("rate needs a number above 0, and at most a hundred years");
        }
        return new Rate(first, period);
    }

    private static Once at(String text, ZoneId zone) {
        if (!AT.matcher(text.strip()).matches()) {
            throw new InvalidExpression(
                    "at needs a time with seconds and without an offset, such as at(2026-12-24T18:00:00)");
        }
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidExpression("the time " + text.strip() + " does not exist: no day or clock has it");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new InvalidExpression(
                    "the time " + text.strip() + " does not exist in " + zone + ", where clocks are put forward then");
        }
        return new Once(local.toInstant(offsets.getFirst()));
    }
}
