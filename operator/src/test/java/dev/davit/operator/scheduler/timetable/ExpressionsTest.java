package dev.davit.operator.scheduler.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planned times, the changes of clocks among them (ADR 26, invariant 9). */
class ExpressionsTest {

    private static final Instant FIRST = Instant.parse("2026-11-27T10:00:30Z");

    private static Timetable read(String expression, String zone) {
        return Expressions.read(expression, zone, FIRST);
    }

    private static List<String> next(String expression, String zone, String from, int count) {
        Timetable times = read(expression, zone);
        List<String> found = new ArrayList<>();
        Optional<Instant> time = times.after(Instant.parse(from));
        while (time.isPresent() && found.size() < count) {
            found.add(time.get().toString());
            time = times.after(time.get());
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(5 minutes) | 2026-11-27T10:00:00Z | 2026-11-27T10:00:30Z",
                "rate(5 minutes) | 2026-11-27T10:00:30Z | 2026-11-27T10:05:30Z",
                "rate(1 hour) | 2026-11-27T12:00:29Z | 2026-11-27T12:00:30Z",
                "rate(1 day) | 2026-11-28T10:00:30Z | 2026-11-29T10:00:30Z",
                "at(2026-12-24T18:00:00) | 2026-11-27T10:00:00Z | 2026-12-24T18:00:00Z",
                "cron(0 10 * * ? *) | 2026-11-27T10:00:00Z | 2026-11-28T10:00:00Z",
                "cron(15 12 * * ? *) | 2026-11-27T10:00:00Z | 2026-11-27T12:15:00Z",
                "cron(0 18 ? * MON-FRI *) | 2026-11-27T19:00:00Z | 2026-11-30T18:00:00Z",
                "cron(0 8 1 * ? *) | 2026-11-27T10:00:00Z | 2026-12-01T08:00:00Z",
                "cron(0/15 * * * ? *) | 2026-11-27T10:00:30Z | 2026-11-27T10:15:00Z",
                "cron(0/10 * ? * MON-FRI *) | 2026-11-27T23:55:00Z | 2026-11-30T00:00:00Z",
                "cron(0/5 8-17 ? * MON-FRI *) | 2026-11-27T17:56:00Z | 2026-11-30T08:00:00Z",
                "cron(15 10 ? * 6L 2022-2030) | 2026-11-27T10:15:00Z | 2026-12-25T10:15:00Z",
                "cron(0 0 L * ? *) | 2026-11-27T10:00:00Z | 2026-11-30T00:00:00Z",
                "cron(0 0 3W * ? *) | 2026-12-01T00:00:00Z | 2026-12-03T00:00:00Z",
                "cron(0 0 1W 8 ? *) | 2026-11-27T10:00:00Z | 2027-08-02T00:00:00Z",
                "cron(0 0 31W 1 ? *) | 2026-11-27T10:00:00Z | 2027-01-29T00:00:00Z",
                "cron(0 0 ? * 2#1 *) | 2026-11-27T10:00:00Z | 2026-12-07T00:00:00Z",
                "cron(0 0 29 2 ? *) | 2026-11-27T10:00:00Z | 2028-02-29T00:00:00Z"
            })
    void knowsTheNextTime(String expression, String from, String expected) {
        assertThat(read(expression, null).after(Instant.parse(from))).contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({"at(2026-11-01T00:00:00)", "cron(0 0 1 1 ? 2025)", "cron(0 0 1 1 ? 1970)"})
    void knowsThatThereIsNoNextTime(String expression) {
        assertThat(read(expression, null).after(FIRST)).isEmpty();
    }

    /** Berlin puts its clocks forward on 28 March 2027: 02:00 is followed by 03:00. */
    @Test
    void leavesOutATimeThatDoesNotExist() {
        assertThat(next("cron(30 2 * * ? *)", "Europe/Berlin", "2027-03-26T12:00:00Z", 3))
                .containsExactly("2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z", "2027-03-30T00:30:00Z");
        assertThat(next("cron(0 * * * ? *)", "Europe/Berlin", "2027-03-27T23:30:00Z", 4))
                .containsExactly(
                        "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z", "2027-03-28T03:00:00Z");
    }

    /** Berlin puts its clocks back on 31 October 2027: 03:00 is 02:00 again. */
    @Test
    void runsOnceAtATimeThatComesTwice() {
        assertThat(next("cron(30 2 * * ? *)", "Europe/Berlin", "2027-10-29T12:00:00Z", 3))
                .containsExactly("2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
        assertThat(next("cron(0 * * * ? *)", "Europe/Berlin", "2027-10-30T23:30:00Z", 3))
                .containsExactly("2027-10-31T00:00:00Z", "2027-10-31T02:00:00Z", "2027-10-31T03:00:00Z");
        // Whoever asks within the hour that comes twice.
        assertThat(next("cron(30 2 * * ? *)", "Europe/Berlin", "2027-10-31T01:10:00Z", 1))
                .containsExactly("2027-11-01T01:30:00Z");
    }

    /** New York, the other way round in the day. */
    @Test
    void knowsOtherZones() {
        assertThat(next("cron(30 2 ? * SUN *)", "America/New_York", "2027-03-13T12:00:00Z", 1))
                .containsExactly("2027-03-21T06:30:00Z");
        assertThat(next("at(2027-07-01T09:00:00)", "Asia/Kolkata", "2026-01-01T00:00:00Z", 1))
                .containsExactly("2027-07-01T03:30:00Z");
    }

    @Test
    void ratesDoNotCareForClocks() {
        Timetable times = Expressions.read("rate(1 day)", "Europe/Berlin", Instant.parse("2027-03-27T01:30:00Z"));
        assertThat(times.after(Instant.parse("2027-03-28T00:00:00Z"))).contains(Instant.parse("2027-03-28T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(5 minutes) | 2026-11-27T10:00:30Z | 2026-11-27T10:21:00Z | 2026-11-27T10:20:30Z",
                "rate(5 minutes) | 2026-11-27T10:20:30Z | 2026-11-27T10:25:29Z | ",
                "rate(5 minutes) | 2026-11-01T00:00:00Z | 2026-11-27T10:00:30Z | 2026-11-27T10:00:30Z",
                "rate(5 minutes) | 2026-11-01T00:00:00Z | 2026-11-27T10:00:29Z | ",
                "cron(0/5 * * * ? *) | 2026-11-27T10:00:00Z | 2026-11-27T10:14:59Z | 2026-11-27T10:10:00Z",
                "cron(0/5 * * * ? *) | 2026-11-27T10:10:00Z | 2026-11-27T10:14:59Z | ",
                "at(2026-12-24T18:00:00) | 2026-11-27T10:10:00Z | 2026-12-24T18:00:00Z | 2026-12-24T18:00:00Z"
            })
    void knowsTheNewestTime(String expression, String since, String until, String expected) {
        assertThat(read(expression, null).newest(Instant.parse(since), Instant.parse(until)))
                .isEqualTo(Optional.ofNullable(expected).map(Instant::parse));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 minutes | the expression is not rate",
                "rate(0 minutes) | rate needs a number above 0",
                "rate(5 seconds) | rate needs a number and minutes, hours or days",
                "rate(5) | rate needs a number",
                "at(2026-12-24) | at needs a time with seconds and without an offset",
                "at(2027-01-01T00:00) | at needs a time with seconds and without an offset",
                "at(2026-12-24T18:00:00Z) | at needs a time with seconds and without an offset",
                "at(2027-02-30T00:00:00) | the time 2027-02-30T00:00:00 does not exist",
                "cron(0 9 * * *) | cron needs six fields",
                "cron(0 9 * * * *) | one of day of month and day of week must be ?",
                "cron(0 9 ? * ? *) | one of day of month and day of week must be ?",
                "cron(60 9 * * ? *) | the minutes \"60\" is not 0 to 59",
                "cron(0 24 * * ? *) | the hours \"24\" is not 0 to 23",
                "cron(0 9 0 * ? *) | the day of month \"0\" is not 1 to 31",
                "cron(0 9 ? FOO MON *) | the month \"FOO\" is not 1 to 12",
                "cron(0 9 ? * 8 *) | the day of week \"8\" is not 1 to 7",
                "cron(0 9 ? * MON#6 *) | has a number behind # that is not 1 to 5",
                "cron(0 9 ? * 2/2 *) | the day of week \"2/2\" has no steps",
                "cron(0/0 9 * * ? *) | has a step that is no number above 0",
                "cron(30-10 9 * * ? *) | is a range that ends before it begins",
                "cron(0 9 * * ? 1969) | the year \"1969\" is not 1970 to 2199",
                "at(2030-02-30T00:00:00) | the time 2030-02-30T00:00:00 does not exist",
                "at(2030-02-28T24:01:00) | the time 2030-02-28T24:01:00 does not exist",
                "cron(0 0 31 2 ? *) | cron(0 0 31 2 ? *) never comes",
                "cron(0 0 30W 2 ? *) | never comes",
                "cron(0 0 31 4,6,9,11 ? *) | never comes",
                "cron(0 0 29 2 ? 2027) | never comes",
                "cron(, 9 * * ? *) | the minutes \"\" is not 0 to 59"
            })
    void saysWhatIsWrong(String expression, String words) {
        assertThatThrownBy(() -> read(expression, null))
                .isInstanceOf(InvalidExpression.class)
                .hasMessageContaining(words);
    }

    @Test
    void saysWhatIsWrongWithZones() {
        assertThatThrownBy(() -> read("cron(0 9 * * ? *)", "Europe/Nowhere"))
                .hasMessageStartingWith("the time zone Europe/Nowhere is not known");
        assertThatThrownBy(() -> read("rate(5 minutes)", "Europe/Nowhere"))
                .hasMessageStartingWith("the time zone Europe/Nowhere is not known");
        assertThatThrownBy(() -> read("rate(5 minutes)", "+02:00"))
                .hasMessageContaining("set a name of the IANA database");
        assertThatThrownBy(() -> read("at(2027-03-28T02:30:00)", "Europe/Berlin"))
                .hasMessageContaining("does not exist in Europe/Berlin");
    }
}
