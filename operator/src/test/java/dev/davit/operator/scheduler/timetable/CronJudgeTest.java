package dev.davit.operator.scheduler.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/**
 * Thousands of expressions against another reader of the same dialect, Quartz, which has seconds in front. But L and W
 * of the day of month: Quartz 2.5.0 finds no last day of November after one of May, and passes over 8W where the 8th is a Sunday.
 */
class CronJudgeTest {

    private static final int EXPRESSIONS = 3_000;
    private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

    private final Random random = new Random(20261127);

    @Test
    void agreesWithQuartzInUtc() throws ParseException {
        int looked = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String text = expression();
            CronExpression judge = new CronExpression("0 " + text);
            judge.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            Timetable ours = ours(text);
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(100_000_000));
            for (int step = 0; step < 4 && from != null; step++) {
                Date expected = judge.getNextValidTimeAfter(Date.from(from));
                Optional<Instant> found = ours.after(from);
                Instant wanted = expected == null ? null : expected.toInstant();
                assertThat(found.orElse(null)).as("%s after %s", text, from).isEqualTo(wanted);
                from = found.orElse(null);
                looked++;
            }
        }
        assertThat(looked).isGreaterThan(EXPRESSIONS);
    }

    /** What is refused because it never comes has no time. */
    private static Timetable ours(String text) {
        try {
            return Expressions.read("cron(" + text + ")", null, Instant.EPOCH);
        } catch (InvalidExpression e) {
            assertThat(e).hasMessageContaining("never comes");
            return new Once(Instant.MIN);
        }
    }

    private String expression() {
        boolean byDate = random.nextBoolean();
        return String.join(
                " ",
                field(0, 59),
                field(0, 23),
                byDate ? field(1, 31) : "?",
                field(1, 12),
                byDate ? "?" : weekday(),
                random.nextInt(4) == 0 ? "2026-2040" : "*");
    }

    private String field(int lowest, int highest) {
        int a = lowest + random.nextInt(highest - lowest + 1);
        int b = a + random.nextInt(highest - a + 1);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> a + "-" + b;
            case 2 -> a + "/" + (1 + random.nextInt(highest - lowest));
            case 3 -> "*/" + (1 + random.nextInt(highest - lowest));
            case 4 -> list(a, lowest, highest);
            default -> Integer.toString(a);
        };
    }

    private String list(int first, int lowest, int highest) {
        List<String> items = new ArrayList<>(List.of(Integer.toString(first)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            items.add(Integer.toString(lowest + random.nextInt(highest - lowest + 1)));
        }
        return String.join(",", items);
    }

    private String weekday() {
        int day = 1 + random.nextInt(7);
        return switch (random.nextInt(6)) {
            case 0 -> day + "L";
            case 1 -> day + "#" + (1 + random.nextInt(5));
            case 2 -> WEEKDAYS[day - 1] + "," + WEEKDAYS[random.nextInt(7)];
            case 3 -> "MON-FRI";
            case 4 -> day + "-" + (day + random.nextInt(8 - day));
            default -> WEEKDAYS[day - 1];
        };
    }
}
